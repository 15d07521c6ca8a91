import checks


def run(world):
    body = checks.message(checks.fresh_worker(nama=checks.MARK))
    for media in ("application/json", "text/plain", "multipart/related", "text/xml; charset=iso-8859-1"):
        answer = checks.send(world, body, headers={"Content-Type": media})
        checks.refused(world, answer, "PESAN_TIDAK_SAH", 415)
