"""Messages of a monitor, sent and answered by the `hl7` package: what another program understands of our answers."""

import sys
from datetime import datetime, timezone

import hl7
from hl7.client import MLLPClient

port, sender, bed = int(sys.argv[1]), sys.argv[2], sys.argv[3]


def oru(control, version="2.5.1", kind="ORU^R01^ORU_R01", obx="OBX|1|NM|59408-5^SpO2^LN||97|%|||||F"):
    now = datetime.now(timezone.utc).strftime("%Y%m%d%H%M%S+0000")
    lines = [
        f"MSH|^~\\&|{sender}|WARD|HOLDFAST|CLINIC|{now}||{kind}|{control}|P|{version}",
        "PID|1||0001",
        f"PV1|1|I|WARD^1^{bed}",
        f"OBR|1|||182777000^monitoring of patient^SCT|||{now}",
    ]
    return "\r".join(lines + ([obx] if obx else [])) + "\r"


def answer(client, message):
    raw = client.send_message(message)
    parsed = hl7.parse(raw.decode().strip("\x0b\x1c\r") + "\r")
    assert parsed["MSH.F9.R1.C1"] == "ACK", parsed
    return parsed["MSA.F1.R1"], parsed["MSA.F2.R1"], parsed


with MLLPClient("127.0.0.1", port) as client:
    for n, version in enumerate(["2.3", "2.3.1", "2.4", "2.5", "2.6"] * 4):
        code, control, _ = answer(client, oru(f"P{n}", version))
        assert (code, control) == ("AA", f"P{n}"), (code, control)
    code, control, parsed = answer(client, oru("T1", kind="ADT^A01^ADT_A01"))
    assert (code, control) == ("AR", "T1"), (code, control)
    assert str(parsed.segment("ERR")[3]).startswith("200"), parsed
    code, control, parsed = answer(client, oru("T2", version="2.8"))
    assert (code, control) == ("AR", "T2"), (code, control)
    assert str(parsed.segment("ERR")[3]).startswith("203"), parsed
    code, control, _ = answer(client, oru("T3", obx=""))
    assert (code, control) == ("AE", "T3"), (code, control)
print("20 accepted, 3 refused with their reasons")
