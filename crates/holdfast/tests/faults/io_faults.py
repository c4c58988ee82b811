#!/usr/bin/env python3
"""Disk errors: every write, sync and truncate of a whole life of the program fails once, or from then on.

The program must end by itself, with 0 (it got over it) or 3 and a line that says why. It may never hang, panic
or die of a signal. After a restart the record is whole and holds every acknowledged act exactly once. An act
answered "unknown" may be there or not, but at most once.

All cases take long, so `--seconds` bounds a run: cases are then taken in an order that spreads evenly.
"""

import os
import subprocess
import threading
import time

from common import TARGET, Broken, Folder, Load, Store, arguments, main

WORKERS, ACTS = 2, 8
MODES = (
    {"FAULT_MODE": "once", "FAULT_ERRNO": "EIO"},
    {"FAULT_MODE": "from", "FAULT_ERRNO": "EIO"},
    {"FAULT_MODE": "once", "FAULT_ERRNO": "ENOSPC"},
    {"FAULT_MODE": "from", "FAULT_ERRNO": "ENOSPC"},
    {"FAULT_MODE": "once", "FAULT_SHORT": "1"},
    {"FAULT_MODE": "from", "FAULT_ERRNO": "ENOSPC", "FAULT_SHORT": "1"},
)
GOLDEN = 0.6180339887498949  # steps of this fraction visit a range evenly, however early one stops
FEWEST = 60  # a time limit may not shrink the suite to nothing


def build_shim():
    folder = os.path.join(TARGET, "faults")
    os.makedirs(folder, exist_ok=True)
    shim = os.path.join(folder, "io_shim.so")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "io_shim.c")
    built = subprocess.run(
        ["gcc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", shim, source, "-ldl"],
        capture_output=True, text=True,
    )
    if built.returncode != 0:
        raise SystemExit(f"disk errors: the shim does not build:\n{built.stderr}")
    return shim


def life(options, shim, folder, fault):
    """One whole life of the program under one fault. Gives the store, the load and what the shim counted."""
    store = Store(options.binary, folder)
    os.mkdir(store.data)
    counts = os.path.join(folder, "counts")
    env = {"LD_PRELOAD": shim, "HOLDFAST_FAULT_DIR": os.path.realpath(store.data), "FAULT_COUNT_FILE": counts, **fault}
    load = Load(options.binary, store.data, WORKERS, "--acts", str(ACTS), env=env)
    code = load.wait(timeout=30)
    store.acknowledged(load.acks)
    try:
        with open(counts) as file:
            calls, faults, first = file.read().split()
    except FileNotFoundError:
        raise Broken(f"`load` ended with {code} without running its exit handlers, saying: {load.said()}") from None
    return store, load, code, int(calls), int(faults), first


def one_case(options, shim, fault, all_acts, seen):
    name = " ".join(f"{key[6:].lower()}={value}" for key, value in fault.items())
    with Folder("io", under=options.under) as folder:
        try:
            store, load, code, _, faults, first = life(options, shim, folder, fault)
            name += f" ({first})"
            said = load.said()
            if code not in (0, 3):
                raise Broken(f"`load` ended with {code}, saying: {said}")
            if "panicked at" in said:
                raise Broken(f"`load` panicked: {said}")
            if code == 3 and said == "nothing":
                raise Broken("`load` ended with 3 and said nothing")
            if code == 0 and load.unknown:
                raise Broken("`load` ended with 0 though it answered `unknown`")
            if code == 0 and len(load.acks) < all_acts:
                raise Broken(f"`load` ended with 0 but acknowledged {len(load.acks)} of {all_acts} acts: a refusal that was a fault")
            if set(load.acks) & set(load.unknown):
                raise Broken("an act was both acknowledged and unknown")
            store.restart()
            store.check()
            there = sum(store.holds(command_id) for command_id in load.unknown)
        except Broken as broken:
            raise Broken(f"{name}: {broken}") from None
    with seen["lock"]:
        seen["cases"] += 1
        seen["faults_met"] += faults > 0
        seen["got_over_it"] += code == 0
        seen["stopped_with_3"] += code == 3
        seen["unknown_acts"] += len(load.unknown)
        seen["unknown_and_there"] += there


def spread(total, seed):
    """0..total, each once, in an order whose every beginning is spread evenly over the range."""
    return sorted(range(total), key=lambda index: ((seed + index) * GOLDEN) % 1.0)


def suite(options, random, figures):
    shim = build_shim()
    with Folder("io-count", under=options.under) as folder:
        store, load, code, calls, _, _ = life(options, shim, folder, {})
        if code != 0:
            raise Broken(f"without any fault `load` ended with {code}, saying: {load.said()}")
        if not load.acks:
            raise Broken("without any fault nothing was acknowledged")
        if calls == 0:
            raise Broken("the shim saw no call: is the program linked statically?")
        store.check()
        # Were some acts refused by the rules themselves? Then fewer acknowledgements prove nothing.
        all_acts = WORKERS * ACTS if len(load.acks) == WORKERS * ACTS else 0
    # A little past the count: two workers do not make the same number of calls each time.
    cases = [{**mode, "FAULT_AT": str(at)} for at in range(1, calls + 3) for mode in MODES]
    order = spread(len(cases), options.seed)
    if options.cycles:
        order = order[: options.cycles]
    seen = {"cases": 0, "faults_met": 0, "got_over_it": 0, "stopped_with_3": 0, "unknown_acts": 0, "unknown_and_there": 0,
            "lock": threading.Lock()}
    deadline = time.monotonic() + options.seconds if options.seconds else float("inf")
    failures = []

    def work():
        while not failures and (seen["cases"] < FEWEST or time.monotonic() < deadline):
            with seen["lock"]:
                if not order:
                    return
                fault = cases[order.pop(0)]
            try:
                one_case(options, shim, fault, all_acts, seen)
            except Exception as error:  # any thread's trouble is the suite's trouble
                failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(options.jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    del seen["lock"]
    figures.update(calls_in_one_life=calls, possible_cases=len(cases), **seen)
    if failures:
        raise failures[0]
    if seen["faults_met"] * 2 < seen["cases"]:
        raise Broken("more than half of the faults were never met: the count and the run differ")


if __name__ == "__main__":
    parser = arguments(__doc__, cycles=0)
    parser.add_argument("--seconds", type=float, default=0, help="stop taking new cases after this long (0: all cases)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    # The faults are ours, so the disk need not be real: memory makes a case several times faster.
    parser.add_argument("--under", default="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    main("disk errors", parser.parse_args(), suite)
