import re

import checks
import records


def run(world):
    worker, id_pesan = checks.fresh_worker(nama=records.NON_ASCII_NAME), records.new_id()
    body = checks.message(worker, id_pesan=id_pesan)
    first = checks.send(world, body)
    spaced = re.sub(r"(</s:(?:nik|nama)>)", r"\1\n   ", body)
    prefixed = body.replace("s:", "lain:").replace(
        "<lain:KirimPekerja>", '<lain:KirimPekerja xmlns:lain="urn:jembatan:pekerja:1">')
    with checks.lawan_away(world):
        for again in (checks.send(world, body), checks.send(world, spaced), checks.send(world, prefixed),
                      checks.send(world, body, "1.2")):
            checks.equal((200, first.nomor, "SELESAI", first.hasil()),
                         (again.status, again.nomor, again.value("status"), again.hasil()), "the answer")
    checks.equal(["ULANGAN"] * 4 + ["SELESAI"], [one["hasil"] for one in world.journal("--id-pesan", id_pesan)],
                 "outcomes in the journal")
