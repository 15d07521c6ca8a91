<?php
// PHP's SoapClient, which knows nothing of the services but what ?wsdl tells it, against a running gateway.
// Usage: php php_client.php URL-OF-LISTENER-KESATU URL-OF-LISTENER-KEDUA

declare(strict_types=1);

const NON_ASCII_NAME = "Nur'aini Ñoño Šimić 李 & <Putri>";

final class Differs extends Exception
{
}

final class Tally
{
    public int $passed = 0;
    public int $failed = 0;

    public function check(string $what, callable $test): void
    {
        try {
            $test();
            $this->passed++;
            fwrite(STDERR, "ok      $what\n");
        } catch (Throwable $error) {
            $this->failed++;
            fwrite(STDERR, "FAILED  $what: " . get_class($error) . ': ' . $error->getMessage() . "\n");
        }
    }
}

function expect(mixed $expected, mixed $received, string $what): void
{
    if ($expected !== $received) {
        throw new Differs("$what: expected " . json_encode($expected) . ', received ' . json_encode($received));
    }
}

function client(string $base, string $section, int $version): SoapClient
{
    return new SoapClient("$base/ws/$section?wsdl", [
        'cache_wsdl' => WSDL_CACHE_NONE,
        'soap_version' => $version,
        'encoding' => 'UTF-8',
        'exceptions' => true,
        'connection_timeout' => 10,
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    ]);
}

function newId(): string
{
    return 'php-' . bin2hex(random_bytes(12));
}

/** The number-th fictitious NPWP (0 to 999), with its check digit. */
function npwp(int $number): string
{
    $digits = sprintf('01999%03d', $number);
    $total = 0;
    foreach (str_split($digits) as $place => $digit) {
        $product = (int) $digit * (1 + $place % 2);
        $total += $product > 9 ? $product - 9 : $product;
    }
    return sprintf('%s.999.%03d.%d-999.000', '01', $number, (10 - $total % 10) % 10);
}

function key_of(int $number): array
{
    return ['npwp' => npwp($number), 'nib' => sprintf('9999%09d', $number)];
}

function company(int $number, bool $full): array
{
    $company = [
        'npwp' => npwp($number),
        'nib' => sprintf('9999%09d', $number),
        'nama' => 'CV Contoh ' . NON_ASCII_NAME,
        'kbli' => [['_' => '13121']],
        'alamat' => 'Jl. Contoh Raya No. 2, Kec. Cileunyi, Kab. Bandung',
        'nomorTelepon' => '0761 000002',
        'email' => 'hrd@contoh-php.example',
    ];
    if ($full) {
        $company['kbli'] = [['_' => '13121', 'edisi' => '2020'], ['_' => '14111', 'edisi' => '2025']];
        $company['nomorTeleponPengelola'] = '083900009001';
        $company['koordinat'] = ['lintang' => '-6.9412', 'bujur' => '107.7538'];
        $company['jumlahPekerja'] = 3;
    }
    return $company;
}

function officers(int $number, bool $full): array
{
    return [
        'badanUsaha' => $full ? key_of($number) : ['npwp' => npwp($number)],
        'namaPengurus' => 'Rahmat Contoh Hidayat',
        'alamatPengurus' => 'Jl. Contoh Asri Blok A1, Kab. Bandung',
        'namaPemilik' => $full ? NON_ASCII_NAME : 'Ratna Fiktif Wulandari',
        'alamatPemilik' => 'Jl. Rekaan Indah No. 3, Kota Bandung',
    ];
}

function worker(int $serial): array
{
    return [
        'nik' => sprintf('32040601128599%02d', $serial),
        'nama' => 'Asep Fiktif Saepudin',
        'tanggalLahir' => '1985-12-01',
        'alamat' => 'Kp. Rekaan RT 003/RW 001, Cimenyan, Kab. Bandung',
        'jabatan' => 'Kepala Regu',
        'statusPegawai' => 'PKWTT',
    ];
}

/** What Pihak Kedua must give. */
function member(int $serial): array
{
    $member = worker($serial) + [
        'nomorKepesertaanJkn' => sprintf('00099991%05d', $serial),
        'tmtKepesertaanJkn' => '2019-03-01',
        'jumlahAnggotaKeluarga' => 3,
        'statusKepesertaan' => 'AKTIF',
    ];
    unset($member['jabatan'], $member['statusPegawai']);
    return $member;
}

function full_worker(int $serial): array
{
    return ['nama' => NON_ASCII_NAME, 'nomorHp' => '083900000002'] + worker($serial) + member($serial) + [
        'fieldLain' => [
            ['nama' => 'kewarganegaraan', '_' => 'JPN'],
            ['nama' => 'jenisIdentitas', '_' => 'KITAS'],
            ['nama' => 'nomorPaspor', '_' => 'TX9999002'],
        ],
    ];
}

function expect_accepted(object $answer, int $records = 1): void
{
    expect('SELESAI', $answer->status, 'status ' . json_encode($answer));
    expect(array_fill(0, $records, 'DITERIMA'), array_column($answer->hasil, 'status'), 'hasil');
    expect(range(1, $records), array_column($answer->hasil, 'urutan'), 'urutan');
}

function fault_of(callable $call): SoapFault
{
    try {
        $call();
    } catch (SoapFault $fault) {
        expect(true, isset($fault->detail->Kesalahan->kode), 'a detail in ' . $fault->getMessage());
        expect(true, $fault->detail->Kesalahan->nomorPertukaran > 0, 'nomorPertukaran');
        return $fault;
    }
    throw new Differs('no SoapFault');
}

function badan_usaha(SoapClient $client, int $number): void
{
    [$id, $kunci] = [newId(), key_of($number)];
    $company = company($number, true);
    expect_accepted($client->KirimBadanUsaha(
        ['idPesan' => $id, 'jumlahData' => 2, 'badanUsaha' => [$company, company($number + 100, false)]]), 2);
    $company['email'] = 'baru@contoh-php.example';
    expect_accepted($client->SelaraskanBadanUsaha(['idPesan' => newId(), 'badanUsaha' => [$company]]));

    $taken = $client->AmbilBadanUsaha(['idPesan' => newId(), 'kunci' => $kunci])->badanUsaha;
    expect($company['nama'], $taken->nama, 'nama');
    expect('baru@contoh-php.example', $taken->email, 'email');
    expect(['2020', '2025'], array_column($taken->kbli, 'edisi'), 'edisi');
    expect(['13121', '14111'], array_column($taken->kbli, '_'), 'kbli');
    expect(-6.9412, (float) $taken->koordinat->lintang, 'lintang');
    $listed = $client->DaftarBadanUsaha(['idPesan' => newId(), 'batas' => 1000])->badanUsaha;
    expect(true, in_array($company['npwp'], array_column($listed, 'npwp'), true), 'in the list');
    $status = $client->StatusPendaftaran(['idPesan' => newId(), 'kunci' => $kunci]);
    expect('TERDAFTAR', $status->status, 'StatusPendaftaran');
    expect_status($client, $id, 2);
}

function pimpinan(SoapClient $client, int $number): void
{
    $id = newId();
    expect_accepted($client->KirimPimpinan(['idPesan' => $id, 'pimpinan' => [officers($number, true)]]));
    expect_accepted($client->SelaraskanPimpinan(
        ['idPesan' => newId(), 'pimpinan' => [officers($number, true), officers($number + 100, false)]]), 2);
    $taken = $client->AmbilPimpinan(['idPesan' => newId(), 'kunci' => key_of($number)])->pimpinan;
    expect(NON_ASCII_NAME, $taken->namaPemilik, 'namaPemilik');
    expect(npwp($number), $taken->badanUsaha->npwp, 'the key of the company');
    expect_status($client, $id, 1);
}

function pekerja(SoapClient $client, int $number, bool $kesatu): void
{
    [$id, $kunci, $serial] = [newId(), key_of($number), $number % 100];
    $worker = full_worker($serial);
    $other = $kesatu ? worker($serial + 50) : member($serial + 50);
    expect_accepted($client->KirimPekerja(['idPesan' => $id, 'badanUsaha' => $kunci, 'jumlahData' => 2,
        'pekerja' => [$worker, $other]]), 2);
    $worker['jabatan'] = 'Pengawas';
    expect_accepted($client->SelaraskanPekerja(
        ['idPesan' => newId(), 'badanUsaha' => $kunci, 'pekerja' => [$worker]]));

    $taken = $client->AmbilPekerja(['idPesan' => newId(), 'nik' => $worker['nik']])->pekerja;
    foreach (array_diff_key($worker, ['fieldLain' => 0]) as $name => $value) {
        expect($value, $taken->$name, $name);
    }
    expect(array_column($worker['fieldLain'], '_', 'nama'), array_column($taken->fieldLain, '_', 'nama'),
        'fieldLain');
    $listed = $client->DaftarPekerja(['idPesan' => newId(), 'badanUsaha' => $kunci, 'batas' => 1]);
    expect(1, count($listed->pekerja), 'batas');
    $rest = $client->DaftarPekerja(
        ['idPesan' => newId(), 'badanUsaha' => $kunci, 'lanjutan' => $listed->lanjutan]);
    expect(1, count($rest->pekerja), 'the rest');
    $potential = $client->PotensiPekerja(['idPesan' => newId(), 'badanUsaha' => $kunci]);
    expect($kesatu ? [2, 1, 1] : [2, 2, 0], [$potential->jumlahPekerja, $potential->jumlahPesertaJkn,
        $potential->jumlahPotensi], 'PotensiPekerja');
    expect_status($client, $id, 2);
}

function expect_status(SoapClient $client, string $id, int $records): void
{
    $asked = $client->StatusPesan(['idPesan' => newId(), 'idPesanDicari' => $id]);
    expect('SELESAI', $asked->statusPesan, 'StatusPesan');
    expect($records, count($asked->hasil), 'hasil of StatusPesan');
}

/** Only what is mandatory, from each party. */
function minimal(string $base, bool $kesatu, int $version, int $number): void
{
    $company = company($number, false);
    $officers = officers($number, false);
    if (!$kesatu) {
        $company = array_intersect_key($company, ['npwp' => 0, 'nama' => 0, 'alamat' => 0]);
        unset($officers['alamatPengurus'], $officers['alamatPemilik']);
    }
    expect_accepted(client($base, 'badan-usaha', $version)->KirimBadanUsaha(
        ['idPesan' => newId(), 'badanUsaha' => [$company]]));
    expect_accepted(client($base, 'pimpinan', $version)->KirimPimpinan(
        ['idPesan' => newId(), 'pimpinan' => [$officers]]));
    $worker = $kesatu ? worker($number % 100) : member($number % 100);
    expect_accepted(client($base, 'pekerja', $version)->KirimPekerja(
        ['idPesan' => newId(), 'badanUsaha' => ['npwp' => npwp($number)], 'pekerja' => [$worker]]));
}

function faults(SoapClient $client, bool $v11): void
{
    $message = ['idPesan' => newId(), 'badanUsaha' => key_of(80), 'pekerja' => [worker(80)]];
    $fault = fault_of(fn () => $client->KirimPekerja(['jumlahData' => 9] + $message));
    expect('JUMLAH_TIDAK_COCOK', $fault->detail->Kesalahan->kode, 'kode');
    expect(true, str_ends_with($fault->faultcode, $v11 ? ':Client' : ':Sender'), "faultcode $fault->faultcode");

    $first = $client->KirimPekerja($message);
    expect_accepted($first);
    expect(json_encode($first), json_encode($client->KirimPekerja($message)), 'the same again');
    $message['pekerja'][0]['jabatan'] = 'Lain';
    $fault = fault_of(fn () => $client->KirimPekerja($message));
    expect('ID_PESAN_DIPAKAI_ULANG', $fault->detail->Kesalahan->kode, 'kode');
}

function bad_date(SoapClient $client): void
{
    $bad = ['tanggalLahir' => '1985-13-01'] + worker(82);
    $answer = $client->KirimPekerja(
        ['idPesan' => newId(), 'badanUsaha' => key_of(80), 'pekerja' => [worker(81), $bad, worker(83)]]);
    expect(['DITERIMA', 'DITOLAK', 'DITERIMA'], array_column($answer->hasil, 'status'), 'hasil');
    expect(true, in_array('C4_FORMAT', array_column($answer->hasil[1]->temuan, 'kode'), true), 'C4_FORMAT');
}

[, $kesatu, $kedua] = $argv;
$tally = new Tally();
foreach (['1.1' => SOAP_1_1, '1.2' => SOAP_1_2] as $name => $version) {
    $number = $version === SOAP_1_1 ? 10 : 20;
    foreach (['Kesatu' => $kesatu, 'Kedua' => $kedua] as $party => $base) {
        $tally->check("every operation of badan-usaha as Pihak $party, SOAP $name",
            fn () => badan_usaha(client($base, 'badan-usaha', $version), $number));
        $tally->check("every operation of pimpinan as Pihak $party, SOAP $name",
            fn () => pimpinan(client($base, 'pimpinan', $version), $number));
        $tally->check("every operation of pekerja as Pihak $party, SOAP $name",
            fn () => pekerja(client($base, 'pekerja', $version), $number, $base === $kesatu));
        $tally->check("only what is mandatory as Pihak $party, SOAP $name",
            fn () => minimal($base, $base === $kesatu, $version, $number + 5));
    }
    $tally->check("faults, repeats and reuse, SOAP $name",
        fn () => faults(client($kesatu, 'pekerja', $version), $version === SOAP_1_1));
    $tally->check("a bad date rejects its record only, SOAP $name",
        fn () => bad_date(client($kesatu, 'pekerja', $version)));
}
echo "$tally->passed passed, $tally->failed failed\n";
exit($tally->failed === 0 && $tally->passed > 0 ? 0 : 1);
