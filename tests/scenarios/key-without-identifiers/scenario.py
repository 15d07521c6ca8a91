import checks
import soap


def run(world):
    worker = checks.fresh_worker()
    answer = checks.send(world, checks.message(worker, checks.fresh_worker(), company={}))
    checks.equal((200, "DITOLAK"), (answer.status, answer.value("status")), "answer to a write")
    for urutan, status, temuan in answer.hasil():
        checks.equal(("DITOLAK", True), (status, "K_WAJIB" in temuan), f"record {urutan}")
    checks.equal(False, checks.known_to_lawan(world, worker), "sent on")

    read = checks.ask(world, "DaftarPekerja", soap.key("s:badanUsaha", {}))
    checks.refused(world, read, "PESAN_TIDAK_SAH")
    checks.equal(["K_WAJIB"], read.temuan(), "findings of a read")
