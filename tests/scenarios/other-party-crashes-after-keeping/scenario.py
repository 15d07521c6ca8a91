import checks
import harness
import records
import soap


def run(world):
    worker, id_pesan = checks.fresh_worker(), records.new_id()
    company = records.company_key(77)
    with checks.lawan_with(world, "crash-after@KirimPekerja"):
        answer = checks.send(world, checks.message(worker, id_pesan=id_pesan, company=company))
        checks.equal("TERTUNDA", answer.value("status"), "answer")
        harness.await_true("the other party is gone",
                           lambda: world.sandboxes["kedua"].process.poll() is not None)
    checks.await_delivery(world, id_pesan, worker)
    checks.equal(True, world.entry(answer.nomor)["percobaan"] > 1, "sent again")
    listed = checks.ask(world, "DaftarPekerja", soap.key("s:badanUsaha", company))
    checks.equal([worker["nik"]], [one.text for one in listed.all("nik")], "workers of the company")
