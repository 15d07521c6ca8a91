import time

import checks
import records

WORLD = "not-idempotent"


def run(world):
    worker, id_pesan = checks.fresh_worker(), records.new_id()
    with checks.lawan_with(world, "reset@KirimPekerja"):
        answer = checks.send(world, checks.message(worker, id_pesan=id_pesan))
        checks.equal((500, "PIHAK_LAWAN_TIDAK_TERSEDIA"), (answer.status, answer.kode), "answer")
        checks.recorded(world, answer.nomor, "in_doubt", "RAGU")
    time.sleep(2.5)  # two looks of the delivery thread
    checks.equal("RAGU", checks.status_of(world, id_pesan), "StatusPesan")
    checks.equal(1, len(world.journal("--id-pesan", id_pesan)), "exchanges under the idPesan")
