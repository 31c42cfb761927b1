// Package ipsectext reads what z/OS prints about IPSec: reports of the z/OS UNIX command ipsec, and messages of the IKE
// daemon in files of syslogd. A Reader cuts the text into entries: the heading of a report, a record in it, a message
// of a log, and the lines that are none of these, so that every line is decoded, skipped or rejected. Facts.Content
// takes an entry apart into labels and values as printed, known or not; labels.csv and messages.csv say what they mean
// and how that is known.
//
// The text is taken to be hostile: lines, entries and counts are bounded, and nothing in it sizes an allocation. Text
// comes in ASCII, UTF-8, UTF-16 or EBCDIC, with or without carriage returns, padded or not. Times state no zone, and
// logs state no year either, but where a forwarding syslog has written both.
package ipsectext
