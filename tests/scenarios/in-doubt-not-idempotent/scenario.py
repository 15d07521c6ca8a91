import checks
import records

WORLD = "not-idempotent"


def run(world):
    worker, id_pesan = checks.fresh_worker(), records.new_id()
    with checks.lawan_with(world, "reset@KirimPekerja"):
        answer = checks.send(world, checks.message(worker, id_pesan=id_pesan))
        checks.equal((500, "PIHAK_LAWAN_TIDAK_TERSEDIA"), (answer.status, answer.kode), "answer")
        checks.recorded(world, answer.nomor, "in_doubt", "RAGU")
    later, later_id = checks.fresh_worker(), records.new_id()
    with checks.lawan_away(world):
        checks.send(world, checks.message(later, id_pesan=later_id))
    checks.await_delivery(world, later_id, later)  # so the delivery thread has been here since

    checks.equal("RAGU", checks.status_of(world, id_pesan), "StatusPesan")
    checks.equal(1, world.entry(answer.nomor)["percobaan"], "attempts")
    checks.equal(False, checks.known_to_lawan(world, worker), "sent again")
