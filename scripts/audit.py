"""Ask the Python Package Index which holes are known in what is locked. An audit that skipped a package has failed.

Ends with 0 where it answered for every package and knows no hole, with 1 where it knows one or skipped a package, and
with 2 where it does not even know of a hole that everybody knows: then nothing was audited.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

# It holds all of requirements.txt, too.
LOCK = "requirements-dev.txt"
# CVE-2020-14343. Who knows nothing of it knows nothing of others.
KNOWN_HOLE = "pyyaml==5.3"
UNANSWERED = (
    "NOT AUDITED: the package index tells of no known hole from here, so nothing is known about what is locked."
)


def ask(*arguments: str) -> list[dict]:
    """What the index says of each package: its `vulns`, or its `skip_reason`; nothing where it cannot be reached."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--format=json", "--progress-spinner=off"]
    run = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    try:
        return json.loads(run.stdout)["dependencies"]
    except ValueError:
        print(run.stderr.strip().rpartition("\n")[2])
        return []


def knows_the_known_hole() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "known.txt"
        file.write_text(KNOWN_HOLE)
        return any(package.get("vulns") for package in ask("--no-deps", f"--requirement={file}"))


def findings(packages: list[dict]) -> list[str]:
    """A sentence for each package that was skipped or has a hole."""
    skipped = [f"Skipped: {package['skip_reason']}" for package in packages if "skip_reason" in package]
    holes = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none'}"
        for package in packages
        for hole in package.get("vulns", ())
    ]
    return [*holes, *skipped]


def main() -> int:
    if not knows_the_known_hole():
        print(UNANSWERED)
        return 2
    packages = ask("--require-hashes", f"--requirement={LOCK}")
    found = findings(packages)
    print(*found, f"{len(packages)} packages were asked about.", sep="\n")
    return 1 if found or not packages else 0


if __name__ == "__main__":
    sys.exit(main())
