import sys
from pathlib import Path

import pytest

from sp404_gui.library.mounts import is_remote

_TABLE = """\
/dev/sda1 / ext4 rw 0 0
nas:/music /srv/music nfs4 rw 0 0
/dev/sdb1 /srv/music/local ext4 rw 0 0
//box/share /srv/my\\040share cifs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a table")
@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/srv/music/kicks", True),
        ("/srv/music", True),
        ("/srv/music/local/kicks", False),
        ("/srv/musical", False),
        ("/srv/my share/a", True),
        ("/run/user/1000/gvfs/smb-share:server=box,share=music/kicks", True),
    ],
)
def test_the_disk_that_a_folder_lies_on_tells_whether_others_write_there(tmp_path: Path, folder: str, *, remote: bool) -> None:
    table = tmp_path / "mounts"
    table.write_text(_TABLE)
    assert is_remote(folder, str(table)) is remote


def test_without_a_table_a_folder_is_taken_as_local(tmp_path: Path) -> None:
    assert not is_remote(str(tmp_path), str(tmp_path / "none"))
