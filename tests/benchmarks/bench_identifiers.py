"""What the check for client identifiers finds and what it finds in vain, in the labelled texts.

Run: python -m tests.benchmarks.bench_identifiers
"""

from copdesk.domain.identifiers import identifiers
from tests.benchmarks.measure import seconds
from tests.domain.identifier_texts import KNOWN, score, texts


def main() -> None:
    """Print recall and false alarms of what stops and of what is worth a look, then the time."""
    every = texts()
    clean = sum(not each.wanted for each in every)
    print(f"{len(every)} texts, {clean} of them clean")
    for stops, name in ((True, "block"), (False, "warn ")):
        found = score(stops)
        print(
            f"{name}: {found.wanted - len(found.missed)} of {found.wanted} found"
            f" ({found.recall:.1%}), {len(found.alarms)} false alarms"
        )
        for line in found.missed:
            print("   missed", line)
        for line in found.alarms:
            print("   in vain", line)
    ordinary = " ".join(each.text for each in every)
    print(
        f"{len(ordinary):,} characters in {1000 * seconds(lambda: identifiers(ordinary, KNOWN)):.0f} ms"
    )
    for name, text in {
        "digits": "1" * 100_000,
        "letters": "a" * 100_000,
        "spaces": "0 " * 50_000,
        "dots": "a." * 50_000,
        "names": "Mr Ahmed " * 11_000,
    }.items():
        print(
            f"100,000 {name} in {1000 * seconds(lambda text=text: identifiers(text, KNOWN)):.0f} ms"
        )


if __name__ == "__main__":
    main()
