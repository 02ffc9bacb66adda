"""Look for the system libraries that the PDF needs; install them where that can be done, else say how.

With the argument `fonts`, only name the packages of fonts that are not here.
"""

import ctypes
import os
import shutil
import subprocess
import sys

LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
}
# What to ask fontconfig for, and the package that brings it.
FONTS = {
    ":lang=hi": "fonts-noto-core",
    ":lang=zh": "fonts-noto-cjk",
    ":lang=und-zsye": "fonts-noto-color-emoji",
}


def is_loadable(names: tuple[str, ...]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def missing_packages() -> list[str]:
    """Name the Debian packages whose library does not load."""
    return [package for package, names in LIBRARIES.items() if not is_loadable(names)]


def install_command(packages: list[str]) -> list[str]:
    """The command that installs `packages` on this machine."""
    if sys.platform == "darwin":
        return ["brew", "install", "pango"]
    if shutil.which("apt-get"):
        command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
        return command if os.geteuid() == 0 else ["sudo", *command]
    return ["dnf", "install", "pango"] if shutil.which("dnf") else ["your package manager:", *packages]


def install(packages: list[str]) -> None:
    """Install with apt where no password is asked for; a failure is told by what is still missing afterwards."""
    if not shutil.which("apt-get"):
        return
    command = install_command(packages)
    if command[0] == "sudo":
        if not shutil.which("sudo"):
            return
        command.insert(1, "--non-interactive")
    update = [*command[: command.index("apt-get")], "apt-get", "update", "--quiet"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (update, command):
        subprocess.run(step, check=False, env=environment, stdout=subprocess.DEVNULL)


def missing_fonts() -> list[str]:
    """Name the Debian packages whose fonts fontconfig does not find; none where there is no fontconfig to ask."""
    lister = shutil.which("fc-list")
    if not lister:
        return []
    asked = {wanted: subprocess.run([lister, wanted], capture_output=True, check=False) for wanted in FONTS}
    return [FONTS[wanted] for wanted, found in asked.items() if not found.stdout.strip()]


def say_missing_fonts() -> None:
    fonts = missing_fonts()
    if fonts and shutil.which("apt-get"):
        print("Optional: fonts for other scripts in the PDF: " + " ".join(install_command(fonts)))


def main() -> None:
    missing = missing_packages()
    if missing:
        print(f"Installing for the PDF: {', '.join(missing)}")
        install(missing)
        still = missing_packages()
        if still:
            print("The PDF needs libraries that are not here; all else works. Install them with:")
            print("  " + " ".join(install_command(still)))
    say_missing_fonts()


if __name__ == "__main__":
    print(*missing_fonts()) if sys.argv[1:] == ["fonts"] else main()
