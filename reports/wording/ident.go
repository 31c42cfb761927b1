package wording

import (
	"fmt"
	"strings"
)

// SuiteID returns the id of a suite as every format shows it: text that no program takes for a number and rounds. The
// ids are 63 bits of a digest, or small negative numbers for protection without a section. Nothing stands for 0, which
// means that there is no suite.
func SuiteID(id int64) string {
	if id == 0 {
		return ""
	}
	return fmt.Sprintf("S-%016x", uint64(id))
}

// Serial returns the serial number of a certificate as every format shows it. The digits alone could be a number: 01,
// or 646174612e65 with an exponent.
func Serial(hex string) string {
	if hex == "" || strings.HasPrefix(hex, "0x") {
		return hex
	}
	return "0x" + hex
}
