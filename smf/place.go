package smf

import (
	"slices"

	"github.com/zertify/zertify/schema/record"
)

// Places are the rules that put the sections of a record where they belong by
// what they hold, by the name that records.csv gives them. They find the sections
// behind every triplet but the first among the others, in the order of their
// triplets, and take out what they recognise.
var Places = map[string]func(rt *record.Type, loc *Located){
	"ike_tunnel_end": placeIKETunnelEnd,
	"profile":        placeProfile,
}

// take makes the other section at index i the section of a locator.
func (l *Located) take(locator, i int) {
	l.Sections[locator], l.Triplets[locator] = l.Others[i].Data, l.Others[i].Locator
	l.Others = slices.Delete(l.Others, i, i+1)
}

// takeFirst takes the first other section that has the form asked for.
func (l *Located) takeFirst(locator int, is func([]byte) bool) {
	if i := slices.IndexFunc(l.Others, func(o Other) bool { return is(o.Data) }); i >= 0 {
		l.take(locator, i)
	}
}

// Locators of an IKE tunnel deactivation record.
const (
	ikeEndTunnel = 2 + iota
	ikeEndStatistics
	ikeEndLocalIdentity
	ikeEndRemoteIdentity
)

// placeIKETunnelEnd tells the sections of an IKE tunnel deactivation record, whose
// order no document held confirms: the tunnel is the section that passes its
// test, the statistics the one of their length that is not text, and texts are
// the identities, the local one before the remote one.
func placeIKETunnelEnd(rt *record.Type, loc *Located) {
	tunnel := rt.Locators[ikeEndTunnel].Kind
	loc.takeFirst(ikeEndTunnel, func(s []byte) bool { return tunnel.Accepts(s, loc.Sections[0]) })
	size := rt.Locators[ikeEndStatistics].Min
	loc.takeFirst(ikeEndStatistics, func(s []byte) bool { return len(s) == size && !isText(s) })
	texts := 0
	for _, o := range loc.Others {
		if isText(o.Data) {
			texts++
		}
	}
	if texts != 1 || !onlyRemote(loc.Sections[ikeEndTunnel]) {
		loc.takeFirst(ikeEndLocalIdentity, isText)
	}
	loc.takeFirst(ikeEndRemoteIdentity, isText)
}

// Offsets of the types of the two identities in an IKE tunnel section.
const (
	offLocalIDType  = 230
	offRemoteIDType = 231
)

// onlyRemote reports whether an IKE tunnel section has a remote identity and no
// local one.
func onlyRemote(tunnel []byte) bool {
	return tunnel != nil && tunnel[offLocalIDType] == 0 && tunnel[offRemoteIDType] != 0
}

// isText reports whether s is EBCDIC text, perhaps filled up with zeros.
func isText(s []byte) bool {
	for len(s) > 0 && s[len(s)-1] == 0 {
		s = s[:len(s)-1]
	}
	for _, c := range s {
		if c < 0x40 || c == 0xFF {
			return false
		}
	}
	return len(s) > 0
}

// eyeLength is how long the identifiers are that profile sections begin with.
const eyeLength = 4

// profileEyes are the identifiers, in EBCDIC, of the profile sections that are
// decoded, by the name of their structure.
var profileEyes = map[string]string{
	"profile_management": "\xD4\xC7\xD4\xE3", // MGMT
	"profile_ipsec":      "\xC9\xD7\xE2\xC3", // IPSC
}

// placeProfile finds the decoded sections of a profile record by their
// identifiers: which triplet points at which section differs by release.
func placeProfile(rt *record.Type, loc *Located) {
	for i, l := range rt.Locators {
		eye := profileEyes[l.Kind.String()]
		if eye == "" {
			continue
		}
		loc.takeFirst(i, func(s []byte) bool { return len(s) >= l.Min && string(s[:eyeLength]) == eye })
	}
}
