#!/usr/bin/env python3
"""Power cuts: the file system under a loaded store stops as if the plug were pulled (needs root, ext4, loop devices).

EXT4_IOC_SHUTDOWN with NOLOGFLUSH drops everything the kernel had not yet been made to write. Only
acknowledgements received before the cut count: an fsync in flight during the cut may return 0 in vain.

`--control` runs the same with `--synchronous normal`, which is known to lose acknowledged acts. If it loses
none, the test is blind on this machine, and fails.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import time

from common import Broken, Folder, Load, Store, arguments, main

EXT4_IOC_SHUTDOWN = 0x8004587D
NOLOGFLUSH = (2).to_bytes(4, "little")
IMAGE_BYTES = 512 * 1024 * 1024  # sparse
CYCLES_PER_IMAGE = 10
MACHINE_FAILED = 3  # the program's exit code for "the machine failed me"


def system(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"power cut: `{' '.join(command)}` failed: {done.stderr.strip()}")


@contextlib.contextmanager
def disk(folder):
    """An ext4 image and the place where it will be mounted."""
    image, place = os.path.join(folder, "image"), os.path.join(folder, "mounted")
    os.mkdir(place)
    with open(image, "wb") as file:
        file.truncate(IMAGE_BYTES)
    system("mkfs.ext4", "-q", "-F", image)
    try:
        yield lambda: system("mount", "-o", "loop", image, place)
    finally:
        subprocess.run(["umount", place], capture_output=True)


def cut(place):
    """Pulls the plug."""
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.ioctl(handle, EXT4_IOC_SHUTDOWN, NOLOGFLUSH)
    finally:
        os.close(handle)


def suite(options, random, figures):
    figures.update(cycles=0, acknowledged=0, cuts_during_start=0, ended_by_sigbus=0, cycles_that_lost=0)
    per_image = 1 if options.control else CYCLES_PER_IMAGE
    while figures["cycles"] < options.cycles:
        with Folder("power") as folder, disk(folder) as mount:
            store = Store(options.binary, folder)
            store.data = os.path.join(folder, "mounted", "data")
            mount()
            for _ in range(min(per_image, options.cycles - figures["cycles"])):
                figures["cycles"] += 1
                cycle(options, random, store, folder, mount, figures)
            figures["acknowledged"] += store.acks
            system("umount", os.path.join(folder, "mounted"))
    if figures["acknowledged"] < figures["cycles"]:
        raise Broken("fewer acknowledgements than cuts: the load was too thin to prove anything")
    if options.control and figures["cycles_that_lost"] == 0:
        raise Broken("`--synchronous normal` lost nothing: this machine cannot show a missing fsync")


def cycle(options, random, store, folder, mount, figures):
    place = os.path.join(folder, "mounted")
    how = ("--synchronous", "normal") if options.control else ()
    load = Load(options.binary, store.data, options.workers, *how)
    if not options.control and random.random() < 0.1:
        figures["cuts_during_start"] += 1
        time.sleep(random.uniform(0, 0.1))
    else:
        load.wait_ready()
        time.sleep(random.uniform(0.05, 0.4))
    received = load.acks[: len(load.acks)]  # fixed here, before the cut
    cut(place)
    code = load.wait(timeout=20)
    # SQLite maps its -shm file, and a first touch of a mapped page of a dead disk is a SIGBUS. The power being out,
    # that is no worse than any other end; it is counted so that it cannot become common unseen.
    figures["ended_by_sigbus"] += code == -signal.SIGBUS
    if code not in (MACHINE_FAILED, -signal.SIGBUS) or "panicked" in load.said():
        raise Broken(f"with its disk gone `load` ended with {code}, not {MACHINE_FAILED}, saying: {load.said()}")
    system("umount", place)
    mount()
    store.acknowledged(received)
    try:
        store.check()
    except Broken:
        # Without the fsync a cut may take acknowledged acts, or the whole schema that `ready` had promised.
        if not options.control:
            raise
        figures["cycles_that_lost"] += 1


if __name__ == "__main__":
    parser = arguments(__doc__, cycles=40)
    parser.add_argument("--control", action="store_true", help="prove that this test sees a missing fsync")
    chosen = parser.parse_args()
    if os.geteuid() != 0:
        raise SystemExit("power cut: mounting a disk image needs root")
    main("power cut control" if chosen.control else "power cut", chosen, suite)
