package queries

import (
	"net/netip"
	"slices"
	"testing"
)

func TestCallHomeListsAddresses(t *testing.T) {
	t.Parallel()
	got, err := CallHome()
	if err != nil || !slices.Contains(got, netip.MustParseAddr("129.42.160.48")) {
		t.Error(got, err)
	}
	for _, a := range got {
		if !a.IsValid() || a.IsPrivate() || a.IsLoopback() {
			t.Errorf("%s is not an address of a manufacturer", a)
		}
	}
}
