import checks


def run(world):
    workers = [checks.fresh_worker(), checks.fresh_worker(jabatan=None),
               checks.fresh_worker(tanggalLahir="1990-02-30"), checks.fresh_worker()]
    answer = checks.send(world, checks.message(*workers, jumlah=4))
    checks.equal((200, "SELESAI"), (answer.status, answer.value("status")), "answer")
    hasil = answer.hasil()
    checks.equal([(1, "DITERIMA"), (2, "DITOLAK"), (3, "DITOLAK"), (4, "DITERIMA")],
                 [one[:2] for one in hasil], "verdicts")
    checks.equal((True, True), ("C7_WAJIB" in hasil[1][2], "C4_FORMAT" in hasil[2][2]), "findings")
    checks.equal([True, False, False, True], [checks.known_to_lawan(world, one) for one in workers], "sent on")
    checks.recorded(world, answer.nomor, "answered", "SELESAI")
