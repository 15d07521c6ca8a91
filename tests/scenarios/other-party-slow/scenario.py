import checks


def run(world):
    with checks.lawan_with(world, "delay=700@KirimPekerja"):
        answer = checks.send(world, checks.message(checks.fresh_worker()))
    checks.equal((200, "SELESAI"), (answer.status, answer.value("status")), "answer")
    checks.recorded(world, answer.nomor, "answered", "SELESAI")
