"""A PC with Windows for the tests, in wine: a new one for a user whose name has Thai letters and a space.

wine 8 lacks two DLLs that Rust's and Qt's libraries want: `stubs/` has stand-ins. Its output must be a pipe, and its
desktop is made with the display that its first program has.
"""

import os
import select
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from installer import fetch
from installer.paths import CACHE, ROOT
from installer.stays import pinned_python

USER = "สมชาย ใจดี"
STUBS = Path(__file__).parent / "stubs"
COMPILER = "x86_64-w64-mingw32-gcc"
TOOLS = ("pdftotext",)
"""Programs of this machine that the tests call in wine too."""
SECONDS = 600.0
"""The longest that one program in wine may take."""
_QUIET = "winedbg.exe=d;winemenubuilder.exe=d;mscoree=;mshtml="  # no debugger, no menus here, no .NET, no browser


@dataclass(frozen=True)
class Ran:
    """How a program ended, and what it wrote."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Wine:
    """One PC: its drive C: is `drive`; Z: is this machine's root. `display` is the X display it shows windows on."""

    folder: Path
    display: str = ""

    @property
    def drive(self) -> Path:
        """Its drive C:."""
        return self.folder / "prefix" / "drive_c"

    @property
    def home(self) -> Path:
        """The user's own folder."""
        return self.drive / "users" / USER

    def name(self, path: Path) -> str:
        """How a program in wine names a file of this machine."""
        if path.is_relative_to(self.drive):
            return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(path.absolute()).replace("/", "\\")

    def environment(self) -> dict[str, str]:
        """What wine is told; the user's name comes from there too."""
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        told = {
            "HOME": str(self.folder / "home"), "USER": USER, "WINEPREFIX": str(self.folder / "prefix"),
            "WINEARCH": "win64", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": _QUIET, "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        return kept | told | ({"DISPLAY": self.display} if self.display else {})

    def make(self) -> "Wine":
        """Make the PC, with Windows 10 and the stand-ins. About 20 s."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "home").mkdir(parents=True)
        self.call("wineboot", "--init")
        subprocess.run(["wineserver", "--wait"], env=self.environment(), timeout=SECONDS, check=True)
        self.call("winecfg", "-v", "win10")
        for file in stand_ins().iterdir():
            shutil.copy(file, self.drive / "windows" / ("system32" if file.suffix == ".dll" else "") / file.name)
        return self

    def start(self, *command: str | Path, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a program and go on; its output is read by whoever waits for it."""
        words = [self.name(word) if isinstance(word, Path) else word for word in command]
        return subprocess.Popen(
            ["wine", *words],
            env=self.environment() | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="backslashreplace",
        )

    def run(self, *command: str | Path, environment: dict[str, str] | None = None, seconds: float = SECONDS) -> Ran:
        """Run a program to its end. Raises subprocess.TimeoutExpired."""
        with self.start(*command, environment=environment) as process:
            try:
                out, err = _told(process, seconds)
            except BaseException:
                process.kill()
                self.stop()
                raise
        own = [line for line in err.splitlines() if not line.startswith("wine: ")]  # of wine's own services
        return Ran(process.returncode, out.replace("\r\n", "\n"), "\n".join(own))

    def call(self, *command: str | Path) -> None:
        """Run a program that shall succeed."""
        ran = self.run(*command)
        assert ran.status == 0, (command, ran)

    def stop(self) -> None:
        """End all that runs on it."""
        subprocess.run(["wineserver", "--kill"], env=self.environment(), timeout=60, check=False)


def _told(process: subprocess.Popen[str], seconds: float) -> tuple[str, str]:
    """What a program writes until it ends: services of Windows that it was the first to need hold its pipes for longer.

    Raises subprocess.TimeoutExpired.
    """
    assert process.stdout is not None
    assert process.stderr is not None
    pipes = [process.stdout.fileno(), process.stderr.fileno()]
    told, open_pipes, until = dict.fromkeys(pipes, b""), set(pipes), time.monotonic() + seconds
    while True:
        ended = process.poll() is not None  # asked first: what it wrote is in the pipes by then
        ready = select.select(open_pipes, [], [], 0 if ended else 0.1)[0]
        for pipe in ready:
            part = os.read(pipe, 65536)
            told[pipe] += part
            if not part:
                open_pipes.remove(pipe)
        if ended and not ready:
            out, err = (told[pipe].decode("utf-8", "backslashreplace") for pipe in pipes)
            return out, err
        if time.monotonic() > until:
            raise subprocess.TimeoutExpired(process.args, seconds, told[pipes[0]], told[pipes[1]])


def stand_ins() -> Path:
    """A folder with the DLLs that wine lacks, and a program for each of `TOOLS`."""

    def compiled(into: Path) -> None:
        library = ["-shared", "-nostdlib", "-Wl,--entry=DllMain"]
        for name, words in (("bcryptprimitives", ["-ladvapi32"]), ("icuuc", [str(STUBS / "icuuc.def")])):
            _compile(STUBS / f"{name}.c", into / f"{name}.dll", *library, *words)
        for tool in TOOLS:
            _compile(STUBS / "unix_tool.c", into / f"{tool}.exe", "-municode")

    sources = [file.read_text("utf-8") for file in sorted(STUBS.iterdir())]
    return fetch.kept("stand-ins", [*sources, *TOOLS], compiled)


def _compile(source: Path, out: Path, *words: str) -> None:
    first = [word for word in words if not word.startswith("-l") and not word.endswith(".def")]
    rest = [word for word in words if word not in first]
    subprocess.run([COMPILER, "-O1", "-s", *first, str(source), *rest, "-o", str(out)], check=True)


def python_with_tests(folder: Path) -> Path:
    """python.exe in a folder of its own, with all that the tests want, and this checkout as it stands."""
    libraries = _libraries()
    shutil.copytree(fetch.windows_python(), folder)
    for library in (libraries / "PySide6").glob("vcruntime140*.dll"):
        shutil.copy(library, folder / library.name)
    (pth,) = folder.glob("*._pth")
    places = ["Z:" + str(place).replace("/", "\\") for place in (libraries, ROOT)]
    pth.write_text("\n".join([f"{pth.name.removesuffix('._pth')}.zip", ".", *places]) + "\n", "utf-8")
    return folder / "python.exe"


def _libraries() -> Path:
    """All libraries of the lock file, for Windows, unpacked."""
    lock = ROOT / "requirements.lock"
    uv = ROOT / ".venv" / "bin" / "uv"  # pip takes what a lock says of Windows for this system's

    def install(into: Path) -> None:
        version = ".".join(map(str, pinned_python().minor))
        target = ["--target", str(into), "--python-platform", "x86_64-pc-windows-msvc", "--python-version", version]
        settings = {"UV_CACHE_DIR": str(CACHE / "uv"), "UV_LINK_MODE": "copy"}
        subprocess.run(
            [str(uv), "pip", "install", "--quiet", *target, "--require-hashes", "--requirement", str(lock)],
            env=os.environ | settings,
            check=True,
        )
        shutil.rmtree(CACHE / "uv")

    return fetch.kept("tests", [lock.read_text("utf-8")], install)
