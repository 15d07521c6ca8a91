<?php
// The same job as a team would do it in PHP: schema check, two committed journal rows, the call on, the
// answer. Started by php_peer.py under php-fpm. No chain, no sealing, no rules, no repeats: far less than the gateway does.

declare(strict_types=1);

const PEKERJA = 'urn:jembatan:pekerja:1';

final class Journal
{
    private PDO $file;

    public function __construct(string $path)
    {
        $this->file = new PDO("sqlite:$path", null, null, [PDO::ATTR_PERSISTENT => true]);
        $this->file->exec('PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL');
    }

    /** One row, committed and synced when this returns; its number. */
    public function record(string $leg, string $id, string $bytes): int
    {
        $insert = $this->file->prepare('INSERT INTO message (leg, id_pesan, at, bytes) VALUES (?, ?, ?, ?)');
        $insert->execute([$leg, $id, microtime(true), $bytes]);
        return (int) $this->file->lastInsertId();
    }
}

final class Pekerja
{
    public function __construct(private Journal $journal, private string $received)
    {
    }

    public function KirimPekerja(object $request): array
    {
        $number = $this->journal->record('in', $request->idPesan, $this->received);
        $client = new SoapClient($_SERVER['BENCH_WSDL'], [
            'location' => $_SERVER['BENCH_UPSTREAM'],
            'cache_wsdl' => WSDL_CACHE_MEMORY,
            'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
            'trace' => true,
        ]);
        $answer = $client->KirimPekerja($request);
        $this->journal->record('answer', $request->idPesan, $client->__getLastResponse());
        return ['nomorPertukaran' => $number, 'status' => $answer->status, 'hasil' => $answer->hasil];
    }
}

function body_of(string $received): DOMDocument
{
    $envelope = new DOMDocument();
    $envelope->loadXML($received, LIBXML_NONET);
    $body = $envelope->getElementsByTagNameNS('http://schemas.xmlsoap.org/soap/envelope/', 'Body')->item(0);
    $payload = new DOMDocument();
    $payload->appendChild($payload->importNode($body->firstElementChild, true));
    return $payload;
}

$received = file_get_contents('php://input');
libxml_use_internal_errors(true);
$server = new SoapServer($_SERVER['BENCH_WSDL'], [
    'cache_wsdl' => WSDL_CACHE_MEMORY,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
]);
if (!body_of($received)->schemaValidate($_SERVER['BENCH_SCHEMA'])) {
    $server->fault('Client', 'The message breaks its schema');
    exit;
}
$server->setObject(new Pekerja(new Journal($_SERVER['BENCH_JOURNAL']), $received));
$server->handle($received);
