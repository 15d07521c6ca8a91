import checks
import records
import soap


def run(world):
    worker, id_pesan = checks.fresh_worker(), records.new_id()
    company = records.company_key(77)
    with checks.lawan_with(world, "crash-after@KirimPekerja"):
        answer = checks.send(world, checks.message(worker, id_pesan=id_pesan, company=company))
        checks.equal("TERTUNDA", answer.value("status"), "answer")
        checks.await_recorded(world, answer.nomor, "in_doubt", "RAGU")
        checks.equal(True, checks.known_to_lawan(world, worker), "kept by the other party already")
    checks.await_delivery(world, id_pesan, worker)
    checks.equal(True, world.entry(answer.nomor)["percobaan"] > 1, "sent again")
    listed = checks.ask(world, "DaftarPekerja", soap.key("s:badanUsaha", company))
    checks.equal([worker["nik"]], [one.text for one in listed.all("nik")], "workers of the company")
