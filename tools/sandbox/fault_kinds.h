#pragma once
// Every way to misbehave on demand: its name, when and where it strikes, and what
// people are told of it. One table; plain values, any thread.

#include <string>
#include <string_view>

namespace jembatan::sandbox {

enum class FaultKind {
  delay,
  reset_at_once,
  hang_at_once,
  answer_at_once,
  reset_in_request,
  refuse,
  fault,
  bare_fault,
  hostile_fault,
  stack_fault,
  unknown_fault,
  status,
  redirect,
  html,
  json,
  reset,
  hang,
  no_content,
  not_http,
  odd_status,
  interim_only,
  interim_flood,
  endless_head,
  large_head,
  endless_body,
  wrong_type,
  empty,
  html_as_xml,
  malformed,
  not_utf8,
  nul,
  doctype,
  instruction,
  latin1,
  utf16,
  gzip,
  wrong_envelope,
  two_bodies,
  unknown_element,
  deep,
  many_attributes,
  other_answer,
  other_number,
  foreign_record,
  too_many_records,
  wrong_count,
  one_more,
  doubled,
  disordered,
  half,
  half_line,
  half_head,
  head_only,
  crash_after,
  reset_within,
  reset_after,
  hang_in_head,
  hang_in_body,
  drip,
  short_length,
  long_length,
  negative_length,
  odd_length,
  huge_length,
  two_lengths,
  length_and_chunks,
  cut_chunk,
  bad_chunk,
  huge_chunk,
  over_limit,
  second_answer,
  late_second_answer,
  close_after,
};

/// What comes after = in a spec.
enum class FaultValue { none, milliseconds, kode, status, redirect, no_content };

enum class Strikes {
  later,       ///< the message is handled, later
  connecting,  ///< before a message is looked at: no operation can be named
  instead,     ///< the message is not looked at: nothing is kept
  afterwards,  ///< the message is handled and recorded, then its answer comes to harm
};

struct Kind {
  std::string_view name;
  FaultKind kind;
  FaultValue value;
  Strikes strikes;
  bool on_the_wire;  ///< takes the bare connection and so the damaged front
  std::string_view help;
};

[[nodiscard]] const Kind& facts_of(FaultKind kind);
/// Null where there is none of that name.
[[nodiscard]] const Kind* kind_named(std::string_view name);
/// "delay, refuse, ..."
[[nodiscard]] std::string kind_names();
/// For --help: each kind on its line, in groups.
[[nodiscard]] std::string kinds_help();

}  // namespace jembatan::sandbox
