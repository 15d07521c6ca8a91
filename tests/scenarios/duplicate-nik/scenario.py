import checks


def run(world):
    twice, other = checks.fresh_worker(), checks.fresh_worker()
    answer = checks.send(world, checks.message(twice, other, {**twice, "jabatan": "Helper Gudang"}))
    hasil = answer.hasil()
    checks.equal("DITERIMA", hasil[1][1], "the other record")
    checks.equal(True, "C1_DUPLIKAT" in hasil[2][2] and hasil[2][1] == "DITOLAK", "the repeated NIK")
