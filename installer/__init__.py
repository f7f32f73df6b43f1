"""Lays, packs and checks what users install: Windows setup and portable zip, Linux package and archive.

`python -m installer` does it all; `make installer` first sees to the tools that it needs. What is pinned stands in
`pins.toml`, what of each library goes along in `stays.toml`, both read by `stays`.
"""
