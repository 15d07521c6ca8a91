"""Fictitious companies, officers and workers: NPWP of tax office 999, NIB from 9999, NIK serials 99xx,
JKN numbers from 0009999, telephones 0839..., e-mail under .example. Values are text, as they are sent."""

import datetime
import uuid

NON_ASCII_NAME = "Nur'aini Ñoño Šimić 李 & <Putri>"


def new_id(what: str = "uji") -> str:
    return f"{what}-{uuid.uuid4()}"


def npwp(number: int) -> str:
    """The number-th fictitious NPWP (0 to 999), with its check digit."""
    digits = f"01999{number:03d}"
    total = 0
    for place, digit in enumerate(digits):
        product = int(digit) * (1 + place % 2)
        total += product - 9 if product > 9 else product
    return f"{digits[:2]}.{digits[2:5]}.{digits[5:]}.{-total % 10}-999.000"


def company_key(number: int = 1) -> dict[str, str]:
    return {"npwp": npwp(number), "nib": f"9999{number:09d}"}


def company(number: int = 1) -> dict[str, str]:
    """A company with the items that are mandatory for Pihak Kesatu, each with one value."""
    return {
        **company_key(number),
        "nama": "PT Contoh Nusantara Tekstil",
        "kbli": "13121",
        "alamat": "Jl. Contoh Raya No. 1, Kec. Cileunyi, Kab. Bandung 40621",
        "nomorTelepon": "(022) 0000 001",
        "email": "hrd@contoh-tekstil.example",
    }


def officers() -> dict[str, str]:
    """Everything about a company's officers but the company's key."""
    return {
        "namaPengurus": "Rahmat Contoh Hidayat",
        "alamatPengurus": "Jl. Contoh Asri Blok A1, Kab. Bandung, Jawa Barat",
        "namaPemilik": "Ratna Fiktif Wulandari",
        "alamatPemilik": "Jl. Rekaan Indah No. 3, Kota Bandung, Jawa Barat",
    }


def worker(number: int = 1, **changes: str | None) -> dict[str, str]:
    """A worker as Pihak Kesatu must give one; `changes` replace values, None leaves them out."""
    birth = datetime.date(1990, 4, 21) + datetime.timedelta(days=number // 100)
    record = {
        "nik": f"320405{birth.day + 40:02d}{birth:%m%y}99{number % 100:02d}",
        "nomorKepesertaanJkn": None,
        "nama": "Siti Contoh Rahmawati",
        "tanggalLahir": birth.isoformat(),
        "alamat": "Kp. Contoh RT 001/RW 002, Cileunyi, Kab. Bandung",
        "nomorHp": None,
        "jabatan": "Operator Tenun",
        "tmtKepesertaanJkn": None,
        "statusPegawai": "PKWTT",
        "jumlahAnggotaKeluarga": None,
        "statusKepesertaan": None,
    }
    record.update(changes)
    return {name: value for name, value in record.items() if value is not None}


def member(number: int = 1, **changes: str | None) -> dict[str, str]:
    """A worker as Pihak Kedua must give one."""
    return worker(number, **{
        "nomorKepesertaanJkn": f"0009999{number:06d}", "jabatan": None, "tmtKepesertaanJkn": "2019-03-01",
        "statusPegawai": None, "jumlahAnggotaKeluarga": "2", "statusKepesertaan": "AKTIF", **changes})
