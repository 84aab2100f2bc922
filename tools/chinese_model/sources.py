"""The packages that the model of Chinese is counted from, fetched with their own clients.

Nothing of their text goes into the data: words, how often words and pairs of words stand, and how
characters sound and look. NOTICE names each with its licence.
"""

from __future__ import annotations

import hashlib
import lzma
import subprocess
import sys
import tarfile
from pathlib import Path

#: Debian packages whose documents are read for counts: translated manuals and messages.
DEBIAN = (
    "debian-edu-doc-zh-cn",
    "debian-faq-zh-cn",
    "debian-handbook",
    "debian-reference-zh-cn",
    "firefox-esr-l10n-zh-cn",
    "gnome-user-docs",
    "kdevelop-l10n",
    "kicad-doc-zh",
    "krita-l10n",
    "libreoffice-help-zh-cn",
    "libreoffice-l10n-zh-cn",
    "maint-guide-zh-cn",
    "manpages-zh",
    "thunderbird-l10n-zh-cn",
)
PYPI = (
    ("char-similar==0.0.2", False),
    ("jupyterlab-language-pack-zh-CN==4.5.post3", False),
    ("fastapi==0.95.2", True),
    ("paddleocr==3.7.0", True),
    ("paddlex==3.7.2", True),
)
NPM = ("monaco-editor@0.57.0",)

#: The word model of libime, as its source package holds it.
_LIBIME = "libime"
_ARPA = (
    "lm_sc.arpa-20220810.tar.xz",
    "a11bc97d275adaf195f9bac854368ae06cdb4a0fe1eecf59db5ae580615db4fa",
)


def fetch(folder: Path) -> None:
    """Download what is missing into `folder`: deb/NAME/, pypi/, npm/ and lm_sc.arpa.

    Needs apt, dpkg-deb, pip and npm. Raises CalledProcessError where one of them fails, ValueError
    where the word model is not the one that was measured.
    """
    for name in ("deb", "pypi", "npm", "lists/partial", "source"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for package in DEBIAN:
        if not (folder / "deb" / package).is_dir():
            _run(["apt-get", "download", "-qq", package], folder / "deb")
            (archive,) = (folder / "deb").glob(f"{package}_*.deb")
            _run(["dpkg-deb", "-x", archive.name, package], folder / "deb")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", "."]
    for requirement, source in PYPI:
        stem = requirement.partition("==")[0].replace("-", "_").lower()
        if not any(f.name.lower().startswith(stem) for f in (folder / "pypi").iterdir()):
            _run(
                [*pip, *(["--no-binary", ":all:"] if source else []), requirement], folder / "pypi"
            )
    for package in NPM:
        if not any((folder / "npm").glob("*.tgz")):
            _run(["npm", "pack", "--silent", package], folder / "npm")
    if not (folder / "lm_sc.arpa").is_file():
        _word_model(folder)


def _word_model(folder: Path) -> None:
    (folder / "src.list").write_text(_source_list())
    apt = ["apt-get", "-qq", "-o", f"Dir::Etc::sourcelist={(folder / 'src.list').resolve()}"]
    apt += ["-o", "Dir::Etc::sourceparts=/dev/null"]
    apt += ["-o", f"Dir::State::lists={(folder / 'lists').resolve()}"]
    _run([*apt, "update"], folder)
    _run([*apt, "source", "--download-only", _LIBIME], folder / "source")
    (archive,) = (folder / "source").glob("libime_*.orig.tar.xz")
    name, digest = _ARPA
    with tarfile.open(archive) as outer:
        member = next(m for m in outer if m.name.endswith(f"/data/{name}"))
        stream = outer.extractfile(member)
        assert stream is not None
        data = stream.read()
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(f"{name} is not the file that the thresholds were measured with")
    (folder / "inner.tar").write_bytes(lzma.decompress(data))
    with tarfile.open(folder / "inner.tar") as inner:
        inner.extract("lm_sc.arpa", folder, filter="data")
    (folder / "inner.tar").unlink()


def _source_list() -> str:
    """The `deb-src` lines that belong to the `deb` lines which apt is configured with."""
    form = "$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)"
    command = ["apt-get", "indextargets", "--format", form, "Created-By: Packages"]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = dict.fromkeys(found.splitlines())
    return "".join(
        f"deb-src {line.partition(' ')[2]}\n" for line in lines if line.startswith("Debian ")
    )


def _run(command: list[str], where: Path) -> None:
    subprocess.run(command, cwd=where, check=True)
