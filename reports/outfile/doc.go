// Package outfile is the one place through which the program writes files. What it
// writes maps a company's whole network, and lies beside files that other people
// made; so it owns three promises:
//
//   - Private. A file is made with mode 0600 and a folder with 0700, whatever the
//     umask; on Windows the user and SYSTEM alone have access. Those that exist keep
//     what they have, unless they are replaced.
//   - Whole. Content is written under a random name in the folder of the target, in a
//     file that must not exist yet and that no link leads to, and gets its name once
//     it is complete. A process that is killed leaves a temporary file, never half of
//     a named one. A Set does the same for files that belong together.
//   - Careful. Nothing takes the place of a file that exists, unless it is empty, or
//     listed with the digest it still has in the manifest of a Set, or Guard.Force is
//     set. What the program reads is not replaced even then.
//
// Nothing in a file itself says who wrote it: a table in CSV looks the same from any
// program. Only the manifest beside it can, which is why a file that stands alone is
// always taken for somebody's work.
package outfile
