"""Bundles made anew around other files, with checksums that agree, as a forger makes them."""

import hashlib
import zipfile
from pathlib import Path

Files = dict[str, bytes]
"""What is in a bundle, by name without its folder."""
TOP = "ชุด"


def files_of(path: Path) -> Files:
    """What is in a bundle."""
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def bagged(files: Files) -> Files:
    """The files with lists of checksums that are right."""
    kept = {name: content for name, content in files.items() if "manifest-" not in name}
    label = kept.get("bag-info.txt", b"").splitlines(keepends=True)
    if "bag-info.txt" in kept:
        kept["bag-info.txt"] = b"".join(line for line in label if not line.startswith(b"Payload-Oxum"))
    for kind, belongs in (("manifest", True), ("tagmanifest", False)):
        for algorithm in ("sha256", "sha512"):
            lines = [
                f"{hashlib.new(algorithm, content).hexdigest()} {name}\n"
                for name, content in kept.items()
                if name.startswith("data/") == belongs and not name.startswith("tagmanifest-")
            ]
            kept[f"{kind}-{algorithm}.txt"] = "".join(lines).encode("utf-8", "surrogateescape")
    return kept


def zipped(files: Files, path: Path, top: str = f"{TOP}/") -> Path:
    """The files as a zip, in one folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{top}{name}", content)
    return path
