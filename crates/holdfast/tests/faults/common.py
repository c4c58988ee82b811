"""What the fault suites share: running `holdfast`, reading its acknowledgements, and keeping score.

The promise under test is one sentence: an act that was acknowledged is in the record exactly once,
whatever happened to the process, the disk or the power afterwards.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

REPOSITORY = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../.."))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(REPOSITORY, "target"))
HANG_S = 60  # no single step of any suite takes a tenth of this on a slow machine


class Broken(Exception):
    """The program broke its promise; the message says how."""


def arguments(about, cycles):
    """The options every suite takes. `--json` is how `./dev soak` reads the result."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--binary", default=os.path.join(TARGET, "debug/holdfast"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--cycles", type=int, default=cycles)
    parser.add_argument("--json", metavar="FILE", help="also write the figures here")
    return parser


def run(binary, *args, expect=(0,)):
    """One short command of the program, which must end by itself with an expected exit code."""
    command = [binary, *args]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=HANG_S, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise Broken(f"`{' '.join(args)}` hung for {HANG_S} s") from None
    if done.returncode not in expect:
        said = (done.stdout + done.stderr).strip()[-600:] or "nothing"
        raise Broken(f"`{' '.join(args)}` ended with {done.returncode}, saying: {said}")
    return done


class Load:
    """A running `holdfast load`. A thread reads its lines, so `acks` is what a client has received by now."""

    def __init__(self, binary, data, workers, *extra, env=None):
        self.began = time.monotonic()
        self.acks, self.unknown, self.ready_after = [], [], None
        self.ready = threading.Event()
        self._stderr = tempfile.TemporaryFile("w+")
        command = [binary, "load", "--data", data, "--workers", str(workers), *extra]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._stderr,
            env={**os.environ, **(env or {})}, text=True, errors="replace",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            if not line.endswith("\n"):
                break  # cut off in the middle: no client would have understood it
            word, _, command_id = line.strip().partition(" ")
            if word == "ack":
                self.acks.append(command_id)
            elif word == "unknown":
                self.unknown.append(command_id)
            elif word == "ready":
                self.ready_after = time.monotonic() - self.began
                self.ready.set()
        self.ready.set()  # wakes a waiter also when the program ended before it was ready

    def wait_ready(self):
        if not self.ready.wait(HANG_S):
            self.kill()
            raise Broken(f"`load` was not ready within {HANG_S} s")
        if self.ready_after is None:
            self.wait()
            raise Broken(f"`load` ended with {self.process.returncode} before `ready`, saying: {self.said()}")

    def wait(self, timeout=HANG_S):
        """Waits for the program to end by itself, and for its last line."""
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Broken(f"`load` hung: still running after {timeout} s") from None
        self._reader.join()
        return self.process.returncode

    def kill(self):
        """kill -9, then every line that had already left the program."""
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def said(self):
        self._stderr.seek(0)
        return self._stderr.read().strip()[-600:] or "nothing"


class Store:
    """One data folder and every acknowledgement ever received for it."""

    def __init__(self, binary, folder):
        self.binary, self.data = binary, os.path.join(folder, "data")
        self.acks_file = os.path.join(folder, "acks")
        self.acks = 0
        open(self.acks_file, "w").close()

    def acknowledged(self, ids):
        self.acks += len(ids)
        with open(self.acks_file, "a") as file:
            file.writelines(f"ack {command_id}\n" for command_id in ids)

    def restart(self):
        """The program opens what the fault left behind and takes one more act."""
        load = Load(self.binary, self.data, 1, "--acts", "1")
        code = load.wait()
        if code != 0 or len(load.acks) != 1:
            raise Broken(f"after the fault `load --acts 1` ended with {code}, {len(load.acks)} acknowledged, saying: {load.said()}")
        self.acknowledged(load.acks)

    def check(self):
        """The record is whole, and holds every acknowledged act exactly once."""
        if self.acks == 0:
            self.restart()  # cut down before the store was made: it must still be able to make it
        run(self.binary, "verify", "--data", self.data)
        run(self.binary, "check-acks", "--data", self.data, "--acks", self.acks_file)

    def holds(self, command_id):
        """How often an act of unknown outcome is in the record: once or not at all, anything else is Broken."""
        with tempfile.NamedTemporaryFile("w", suffix=".acks") as file:
            file.write(f"ack {command_id}\n")
            file.flush()
            done = run(self.binary, "check-acks", "--data", self.data, "--acks", file.name, expect=(0, 1))
        if done.returncode == 1 and "missing" not in done.stdout + done.stderr:
            raise Broken(f"the unknown act {command_id} is neither absent nor there once: {done.stdout.strip()}")
        return done.returncode == 0


class Folder:
    """A temporary folder that stays behind when its suite fails, so that the evidence can be read."""

    def __init__(self, name, under=None):
        self.path = tempfile.mkdtemp(prefix=f"holdfast-{name}-", dir=under)

    def __enter__(self):
        return self.path

    def __exit__(self, kind, *_):
        if kind is None:
            shutil.rmtree(self.path, ignore_errors=True)
        else:
            print(f"the evidence is kept in {self.path}", file=sys.stderr)


def main(name, options, suite):
    """Runs a suite and prints its figures on one line; exit 1 with the seed when the promise was broken."""
    if not os.access(options.binary, os.X_OK):
        sys.exit(f"{name}: there is no program at {options.binary}; `cargo build` makes it")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is mounted is unmounted
    began = time.monotonic()
    figures = {}
    try:
        suite(options, random.Random(options.seed), figures)
        failure = None
    except Broken as broken:
        failure = str(broken)
    figures["seconds"] = round(time.monotonic() - began, 1)
    line = ", ".join(f"{value} {key.replace('_', ' ')}" for key, value in figures.items())
    print(f"{name} (seed {options.seed}): {line}", flush=True)
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"suite": name, "seed": options.seed, "failure": failure, **figures}, file)
    if failure:
        print(f"{name}: BROKEN with --seed {options.seed}: {failure}", file=sys.stderr)
        sys.exit(1)
