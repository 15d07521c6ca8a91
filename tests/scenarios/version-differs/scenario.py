import checks
import soap


def run(world):
    body = checks.message(checks.fresh_worker(nama=checks.MARK))
    for version, announced in (("1.1", "1.2"), ("1.2", "1.1")):
        answer = checks.send(world, body, version, headers={"Content-Type": soap.MEDIA[announced]})
        checks.refused(world, answer, "PESAN_TIDAK_SAH", checks.FAULT_STATUS[version])
        checks.equal(True, soap.ENVELOPE[version].encode() in answer.body, "the answer's version")
