"""The settings that belong to a file and not to the computer, by the keys they are kept under."""

from typing import Final

NETWORK: Final = "network"
"""The name of the network or community, as it stands on paper."""
COORDINATOR: Final = "coordinator"
"""The name of the person at the desk."""
BIN_DAYS: Final = "bin_days"
"""How many days a deleted record can be restored."""

DEFAULTS: Final = {NETWORK: "", COORDINATOR: "", BIN_DAYS: "30"}
