#!/usr/bin/env python3
"""Checks every crate we could link against deny.toml: its licence, its source, and that it is not banned.

The short form of `cargo deny check licenses bans sources`, for machines where cargo-deny is not at hand.
"""

import json
import re
import subprocess
import sys
import tomllib

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"

with open("deny.toml", "rb") as file:
    rules = tomllib.load(file)
allowed = set(rules["licenses"]["allow"])
banned = {ban["name"]: ban["reason"] for ban in rules["bans"]["deny"]}


def permits(expression):
    """May we use something under this SPDX expression? `OR` offers a choice, `AND` and `WITH` bind."""
    # "MIT/Apache-2.0" is how old manifests wrote OR.
    words = re.findall(r"\(|\)|\bAND\b|\bOR\b|[^\s()]+(?:\s+WITH\s+[^\s()]+)?", expression.replace("/", " OR "))
    python = {"(": "(", ")": ")", "AND": "and", "OR": "or"}
    return eval(" ".join(python.get(word, str(word in allowed)) for word in words))  # only True, False, and, or, ()


command = ["cargo", "metadata", "--locked", "--format-version", "1", "--all-features"]
packages = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["packages"]
faults = []
for package in packages:
    name = f"{package['name']} {package['version']}"
    licence = package["license"]
    if not licence or not permits(licence):
        faults.append(f"{name}: its licence is {licence or 'not stated'}, which deny.toml does not allow")
    if package["name"] in banned:
        faults.append(f"{name}: banned, {banned[package['name']]}")
    if package["source"] not in (None, CRATES_IO):
        faults.append(f"{name}: comes from {package['source']}, not from crates.io")
linkers = [package["name"] for package in packages if package["links"] == "sqlite3"]
if len(linkers) > 1:
    faults.append(f"sqlite3 is linked by {', '.join(linkers)}: one program, one sqlite3")
print("\n".join(faults) or f"licences: {len(packages)} crates, all allowed")
sys.exit(1 if faults else 0)
