import pytest

from copdesk.domain.senders import address_in, came_from


@pytest.mark.parametrize("name", ["Hanna Lindqvist", "", "A <b> c", "Nguyễn Thị <Lan>"])
def test_the_address_is_read_from_the_line_that_says_it(name):
    assert address_in(came_from(name, "hanna@rivergate.example")) == "hanna@rivergate.example"


@pytest.mark.parametrize("line", ["", "Came by e-mail from Hanna.", "Rang <hanna@x.example>."])
def test_other_lines_tell_no_address(line):
    assert address_in(line) == ""
