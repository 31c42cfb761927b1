package smf

// What to do about a file that is not a dump at all.
const (
	tryDump    = "give a dump of z/OS SMF records (IFASMFDP, IFASMFDL)"
	tryUnpack  = "unpack it and give the result"
	tryCapture = "dump the SMF records of type 119 with IFASMFDP or IFASMFDL: how connections are protected is in " +
		"records, not in packets"
)

// knownStarts are formats recognised by their first bytes. Archive formats that
// the program opens itself only get here when they were packed too deep.
var knownStarts = []struct {
	at               int
	bytes            string
	id, message, try string
}{
	{0, "MThd", "E-MIDI", "this is a Standard MIDI File, which shares the extension .smf and nothing else", tryDump},
	{0, "%PDF", "E-TEXT", "this is a PDF document", tryDump},
	{0, "<?xml", "E-TEXT", "this is an XML document", "give a dump of z/OS SMF records, not a report made from it"},

	{0, "\xD4\xC3\xB2\xA1", "E-PCAP", "this is a packet capture (pcap), not SMF data", tryCapture},
	{0, "\xA1\xB2\xC3\xD4", "E-PCAP", "this is a packet capture (pcap), not SMF data", tryCapture},
	{0, "\x4D\x3C\xB2\xA1", "E-PCAP", "this is a packet capture (pcap with nanoseconds), not SMF data", tryCapture},
	{0, "\xA1\xB2\x3C\x4D", "E-PCAP", "this is a packet capture (pcap with nanoseconds), not SMF data", tryCapture},
	{0, "\x0A\x0D\x0D\x0A", "E-PCAP", "this is a packet capture (pcapng), not SMF data", tryCapture},
	{0, "snoop\x00\x00\x00", "E-PCAP", "this is a packet capture (snoop), not SMF data", tryCapture},

	{0, "\x1F\x8B\x08", "E-ARC", "compressed with gzip", tryUnpack},
	{0, "PK\x03\x04", "E-ARC", "packed with zip", tryUnpack},
	{0, "\x28\xB5\x2F\xFD", "E-ARC", "compressed with zstd", tryUnpack},
	{0, "BZh", "E-ARC", "compressed with bzip2", tryUnpack},
	{0, "\xFD7zXZ\x00", "E-ARC", "compressed with xz", tryUnpack},
	{0, "7z\xBC\xAF\x27\x1C", "E-ARC", "packed with 7z", tryUnpack},
	{0, "\x1F\x9D", "E-ARC", "compressed with compress (.Z)", tryUnpack},
	{2, "\xC9\xD5\xD4\xD9\xF0\xF1", "E-XMIT", "a TSO TRANSMIT (XMIT) file",
		"use RECEIVE on z/OS, or send the dump with FTP binary and site rdw"},

	{0, "\x7FELF", "E-FILE", "this is a program or library (ELF)", tryDump},
	{0, "MZ\x90\x00", "E-FILE", "this is a Windows program (PE)", tryDump},
	{0, "\xCA\xFE\xBA\xBE", "E-FILE", "this is a Java class or a macOS program", tryDump},
	{0, "\xCF\xFA\xED\xFE", "E-FILE", "this is a macOS program (Mach-O)", tryDump},
	{0, "\xDA\xDA\xFE\xCA", "E-FILE", "this is a Java runtime image", tryDump},
	{0, "\x00asm", "E-FILE", "this is a WebAssembly module", tryDump},
	{0, "!<arch>\n", "E-FILE", "this is an archive of object files (ar)", tryDump},
	{2, "\r\n\x00\x00\x00\x00", "E-FILE", "this is compiled Python", tryDump},
	{0, "SQLite format 3\x00", "E-FILE", "this is an SQLite database", tryDump},
	{8, "DUCK", "E-FILE", "this is a DuckDB database", "give the dumps it was made from, or query it with {db}"},
	{0, "PAR1", "E-FILE", "this is a Parquet file", tryDump},
	{0, "PACK\x00\x00\x00", "E-FILE", "this is a git pack", tryDump},
	{0, "\xFFtOc", "E-FILE", "this is the index of a git pack", tryDump},
	{0, "DIRC\x00\x00\x00", "E-FILE", "this is a git index", tryDump},
	{0, "\x89PNG\r\n", "E-FILE", "this is an image (PNG)", tryDump},
	{0, "GIF8", "E-FILE", "this is an image (GIF)", tryDump},
	{0, "\xFF\xD8\xFF", "E-FILE", "this is an image (JPEG)", tryDump},
	{0, "\x00\x00\x01\x00", "E-FILE", "this is an icon (ICO)", tryDump},
	{0, "RIFF", "E-FILE", "this is a sound, film or image (RIFF)", tryDump},
	{0, "OggS", "E-FILE", "this is a sound (Ogg)", tryDump},
	{4, "ftyp", "E-FILE", "this is a film or sound (MP4)", tryDump},
	{0, "wOFF", "E-FILE", "this is a font", tryDump},
	{0, "wOF2", "E-FILE", "this is a font", tryDump},
	{0, "OTTO", "E-FILE", "this is a font", tryDump},
	{0, "\xDE\x12\x04\x95", "E-FILE", "these are translated messages of a program (gettext)", tryDump},
	{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "E-FILE", "this is a document of Microsoft Office or an installer", tryDump},
	{0, "{\\rtf", "E-TEXT", "this is a document (RTF)", tryDump},
}

func knownStart(w window) finding {
	for _, k := range knownStarts {
		if len(w.b) >= k.at+len(k.bytes) && string(w.b[k.at:k.at+len(k.bytes)]) == k.bytes {
			return finding{id: k.id, message: k.message, try: k.try, at: k.at}
		}
	}
	return finding{}
}
