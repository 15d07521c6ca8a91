import checks
import soap


def run(world):
    worker = checks.fresh_worker(nomorHp="bukan nomor", nomorKepesertaanJkn="99")
    answer = checks.send(world, checks.message(worker))
    checks.equal([(1, "DITERIMA")], [one[:2] for one in answer.hasil()], "verdict")
    checks.equal({"C6_FORMAT", "C2_FORMAT"}, set(answer.hasil()[0][2]), "findings")
    taken = checks.ask(world, "AmbilPekerja", soap.text("s:nik", worker["nik"]))
    checks.equal(worker["nama"], taken.value("nama"), "nama")
    checks.equal((None, None), (taken.value("nomorHp"), taken.value("nomorKepesertaanJkn")), "withheld values")
