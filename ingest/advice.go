package ingest

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// advice says what to try about an issue, by its kind, or by the reason when a
// record was rejected. Every kind of damage has the same few remedies, and none of
// them depends on the numbers, so that they are kept apart from the messages.
var advice = map[any]string{
	"bad-value":         "compare with its bytes: zertify dump INPUT {record} N",
	"implausible-value": "compare with its bytes: zertify dump INPUT {record} N",
	"counter-backwards": "compare this session's records before and after: the counters began anew, or a record is out " +
		"of order",
	"counter-wrapped": "nothing, when this session's records before show the counter growing towards 2^32; else take " +
		"the value for unknown",
	"counter-too-high": "compare with its bytes: zertify dump INPUT {record} N",
	"list-mismatch":    "see the entries: zertify dump INPUT {record} N",
	disputed:           "see the record: zertify dump INPUT {record} N; dump it again from SMF and load that",
	"undescribed-bytes": "see them: zertify dump INPUT {record} N; a later release's section is described with zertify " +
		"layout import",
	stream.KindDamaged: "transfer the data set again in binary with its descriptor words, and compare the sizes",
	smf.KindIncomplete: "a copy lost or reordered segments; dump the records again (IFASMFDP, IFASMFDL) and transfer " +
		"that data set",
	smf.KindBadBlock: "a copy changed the block lengths; transfer the data set again, with its block descriptors or " +
		"with none",
	wire.ErrLocator: "see the record: zertify dump INPUT {record} N; when others of this type are well, dump it again " +
		"from SMF",
	wire.ErrShort: "see the record: zertify dump INPUT {record} N; " +
		"compare the layout with your release's mapping header: zertify layout check, zertify layout import",
}

// reasonOf reports which reason that has an advice err goes back to, or nil.
func reasonOf(err error) error {
	for key := range advice {
		if reason, ok := key.(error); ok && errors.Is(err, reason) {
			return reason
		}
	}
	return nil
}

// advised is the message of an issue with what to try.
func (i *issue) advised() string {
	what := advice[i.kind]
	if i.why != nil {
		what = advice[i.why]
	}
	if what == "" {
		return i.message
	}
	what = strings.Replace(what, "{record} N", fmt.Sprintf("{record} %d", i.record), 1)
	return i.message + "; " + hint.Words(what)
}
