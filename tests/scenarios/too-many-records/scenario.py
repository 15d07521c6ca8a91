import checks
import records


def run(world):
    workers = [records.worker(number) for number in range(20_000, 21_001)]
    checks.refused(world, checks.send(world, checks.message(*workers)), "BATAS_TERLAMPAUI")
    checks.equal(False, checks.known_to_lawan(world, workers[0]), "sent on")
    answer = checks.send(world, checks.message(*workers[:1000], jumlah=1000))
    checks.equal((200, "SELESAI"), (answer.status, answer.value("status")), "answer")
    checks.equal([(number, "DITERIMA") for number in range(1, 1001)],
                 [one[:2] for one in answer.hasil()], "verdicts")
