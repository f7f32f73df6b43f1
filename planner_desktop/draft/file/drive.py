"""What kind of drive a file is on: on a network share a draft is worked on as a copy, for its locks are not trusted."""

import os
import re
import sys
from enum import Enum
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
BLOCK_DEVICES = Path("/sys/dev/block")
NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "beegfs"}
NETWORK_TYPES |= {"ocfs2", "gfs2", "davfs", "9p", "vboxsf", "prl_fs", "virtiofs"}
NETWORK_TYPES |= {f"fuse.{name}" for name in ("sshfs", "rclone", "gvfsd-fuse", "glusterfs", "davfs2", "vmhgfs-fuse")}
REMOVABLE_PLACES = ("/media/", "/run/media/")


class DriveKind(Enum):
    """What a drive can be relied on for."""

    LOCAL = "local"
    REMOVABLE = "removable"
    NETWORK = "network"


def kind(path: Path) -> DriveKind:
    """The kind of drive that `path` is on; where nothing tells, one of this PC."""
    return _kind(path.resolve())


def is_on_network(path: Path) -> bool:
    """Whether a path names a place on a share; the drive itself is not asked, which may hang."""
    return _kind(path.absolute()) is DriveKind.NETWORK


def _kind(place: Path) -> DriveKind:
    if sys.platform == "win32":
        return _on_windows(place)
    return _by_mounts(place)


def _on_windows(place: Path) -> DriveKind:
    if re.match(r"\\\\(\?\\UNC\\|[^?.])", str(place), re.IGNORECASE):  # not `\\?\C:`, by which long paths may be told
        return DriveKind.NETWORK
    if sys.platform == "win32":
        import ctypes

        found = ctypes.windll.kernel32.GetDriveTypeW(place.anchor)
        return {2: DriveKind.REMOVABLE, 4: DriveKind.NETWORK}.get(found, DriveKind.LOCAL)
    return DriveKind.LOCAL


def _by_mounts(place: Path) -> DriveKind:
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # no Linux
        return DriveKind.LOCAL
    point, device, found = "", "", DriveKind.LOCAL
    for line in lines:
        before, _dash, after = line.partition(" - ")
        fields = before.split()
        mounted = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
        if len(mounted) >= len(point) and place.is_relative_to(mounted):  # of two on one place the later one counts
            point, device = mounted, fields[2]
            found = DriveKind.NETWORK if after.split()[0] in NETWORK_TYPES else DriveKind.LOCAL
    if found is DriveKind.LOCAL and (f"{point}/".startswith(REMOVABLE_PLACES) or _is_removable(device)):
        return DriveKind.REMOVABLE
    return found


def _is_removable(device: str) -> bool:
    block = Path(os.path.realpath(BLOCK_DEVICES / device))
    for folder in (block, block.parent):  # a partition stands under its disk
        try:
            return (folder / "removable").read_text().strip() == "1"
        except OSError:
            continue
    return False
