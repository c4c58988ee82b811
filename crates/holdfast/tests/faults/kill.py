#!/usr/bin/env python3
"""kill -9 at random moments under load: nothing acknowledged may be lost, nothing may be there twice.

This finds torn state and broken recovery. It cannot find a missing fsync, since the page cache outlives
the process: power_cut.py is for that.
"""

import time

from common import Folder, Load, Store, Broken, arguments, main

CYCLES_PER_STORE = 25  # the store is grown through this many kills, then a new one begins
START_LIMIT_S = 2.0  # recovery after a crash may not keep the clinic waiting


def suite(options, random, figures):
    figures.update(cycles=0, acknowledged=0, kills_during_start=0, slowest_start_ms=0, stores=0)
    starts = []
    while figures["cycles"] < options.cycles:
        with Folder("kill") as folder:
            store = Store(options.binary, folder)
            figures["stores"] += 1
            for _ in range(min(CYCLES_PER_STORE, options.cycles - figures["cycles"])):
                figures["cycles"] += 1
                starts.append(cycle(options, random, store, figures))
            figures["acknowledged"] += store.acks
    known = sorted(start for start in starts if start is not None)
    figures["slowest_start_ms"] = round(known[-1] * 1000) if known else 0
    if figures["acknowledged"] < figures["cycles"]:
        raise Broken("fewer acknowledgements than cycles: the load was too thin to prove anything")
    # One slow start on a busy machine is noise; one in ten is the program.
    if known and known[len(known) * 9 // 10] > START_LIMIT_S:
        raise Broken(f"one start in ten took longer than {START_LIMIT_S} s")


def cycle(options, random, store, figures):
    load = Load(options.binary, store.data, options.workers)
    if random.random() < 0.25:
        figures["kills_during_start"] += 1
        time.sleep(random.uniform(0, 0.1))
    else:
        load.wait_ready()
        time.sleep(random.uniform(0, 0.4))
    ended = load.process.poll()
    load.kill()
    if ended is not None:
        raise Broken(f"`load` ended by itself with {ended}, saying: {load.said()}")
    store.acknowledged(load.acks)
    store.check()
    return load.ready_after


if __name__ == "__main__":
    main("kill -9", arguments(__doc__, cycles=100).parse_args(), suite)
