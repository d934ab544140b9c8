"""What Windows shows as an application's details."""

import re
from pathlib import Path

_TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "The SP-404 Batch developers"),
      StringStruct("FileDescription", "SP-404 Batch"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("LegalCopyright", "MIT licence"),
      StringStruct("ProductName", "SP-404 Batch"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def write_version_resource(file: Path, version: str) -> None:
    """Write the description that PyInstaller puts into the programs."""
    numbers = (*map(int, re.findall(r"\d+", version)[:3]), 0)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_TEMPLATE.format(numbers=numbers, version=version), encoding="utf-8")
