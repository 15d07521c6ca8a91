import checks
import records

WORLD = "not-idempotent"
DOUBTFUL = records.company_key(2)


def run(world):
    worker, id_pesan = checks.fresh_worker(), records.new_id()
    with checks.lawan_with(world, "reset@KirimPekerja"):
        answer = checks.send(world, checks.message(worker, id_pesan=id_pesan, company=DOUBTFUL))
        checks.equal((500, "PIHAK_LAWAN_TIDAK_TERSEDIA"), (answer.status, answer.kode), "answer")
        checks.recorded(world, answer.nomor, "in_doubt", "RAGU")
    behind, behind_id = checks.fresh_worker(), records.new_id()
    queued = checks.send(world, checks.message(behind, id_pesan=behind_id, company=DOUBTFUL))
    checks.equal("TERTUNDA", queued.value("status"), "the same company's next write")
    later, later_id = checks.fresh_worker(), records.new_id()
    with checks.lawan_away(world):
        checks.send(world, checks.message(later, id_pesan=later_id))
    checks.await_delivery(world, later_id, later)  # so the delivery thread has been here since

    checks.equal("RAGU", checks.status_of(world, id_pesan), "StatusPesan")
    checks.equal(1, world.entry(answer.nomor)["percobaan"], "attempts")
    checks.equal(False, checks.known_to_lawan(world, worker), "sent again")
    checks.equal("TERTUNDA", checks.status_of(world, behind_id), "the write behind it")

    world.command("journal", "settle", str(answer.nomor), "--as", "not-delivered", "--reason", "asked by telephone")
    checks.await_delivery(world, behind_id, behind)
