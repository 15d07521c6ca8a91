import checks
import records
import soap


def run(world):
    worker, id_pesan = checks.fresh_worker(), records.new_id()
    with checks.lawan_away(world):
        answer = checks.send(world, checks.message(worker, id_pesan=id_pesan))
        checks.equal((200, "TERTUNDA"), (answer.status, answer.value("status")), "answer to a write")
        checks.equal([(1, "DITERIMA")], [one[:2] for one in answer.hasil()], "our verdict on its record")
        checks.await_recorded(world, answer.nomor, "pending", "TERTUNDA")

        read = checks.ask(world, "AmbilPekerja", soap.text("s:nik", worker["nik"]))
        checks.refused(world, read, "PIHAK_LAWAN_TIDAK_TERSEDIA")
        checks.equal(True, int(read.headers["retry-after"]) > 0, "Retry-After")
    checks.await_delivery(world, id_pesan, worker)
    checks.recorded(world, answer.nomor, "answered", "SELESAI")
