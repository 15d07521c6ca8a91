import checks
import records
import soap


def run(world):
    worker, id_pesan = checks.fresh_worker(), records.new_id()
    question = soap.operation("AmbilPekerja", id_pesan, soap.text("s:nik", worker["nik"]))
    with checks.lawan_with(world, "hang@AmbilPekerja"):
        answer = checks.send(world, question)
        checks.refused(world, answer, "PIHAK_LAWAN_TIDAK_TERSEDIA")
        checks.equal(True, int(answer.headers["retry-after"]) > 0, "Retry-After")
    checks.equal(200, checks.send(world, question).status, "HTTP status of the question asked again")
