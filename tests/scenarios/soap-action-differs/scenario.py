import checks


def run(world):
    worker = checks.fresh_worker(nama=checks.MARK)
    other = {"SOAPAction": '"urn:jembatan:pekerja:1/AmbilPekerja"'}
    checks.refused(world, checks.send(world, checks.message(worker), headers=other), "PESAN_TIDAK_SAH")
    checks.equal(False, checks.known_to_lawan(world, worker), "sent on")
    for action in ('"urn:jembatan:pekerja:1/KirimPekerja"', '""'):
        answer = checks.send(world, checks.message(worker), headers={"SOAPAction": action})
        checks.equal((200, "SELESAI"), (answer.status, answer.value("status")), f"SOAPAction {action}")
