package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"syscall"
	"time"

	"github.com/zertify/zertify/schema/fixture"
)

// nmiMessages is the number of responses in the capture: about 100 MB.
const nmiMessages = 2000

// capture makes responses with a hundred IKE tunnels each, all different in what
// names them and alike in their algorithms, as real ones are.
func capture(responses int) []byte {
	base := fixture.Values{
		"key_exchange_rule": "Branch~1", "key_exchange_action": "Branch~1", "local_endpoint": "10.1.1.1",
		"remote_endpoint": "10.1.1.2", "state": 4, "auth_alg": 7, "encr_alg": 12,
		"dh_group": 19, "peer_auth_method": 2, "ike_role": 1, "extended_state": 4, "life_seconds": 28800,
		"ike_major_version": 2, "prf_alg": 15, "local_auth_method": 2, "generation": 1, "encr_key_bits": 256,
	}
	m := fixture.NMIMessage{Type: fixture.NMIIKETunnels, Target: "TCPIP"}
	for i := range 100 {
		base["tunnel_id"], base["encr_alg"],
			base["initiator_cookie"] = fmt.Sprintf("K%d", i), []int{12, 3, 18}[i%3], cookie(i)
		m.Records = append(m.Records, fixture.NMIRecord{Sections: [][]byte{
			fixture.Section("nmsec_ike_tunnel", base), make([]byte, 64), fixture.Text("gw.example.com"),
			fixture.Text("partner.example.com"),
		}})
	}
	l := fixture.NMIFramings[0]
	out := l.Stream(fixture.NMIMessage{Type: fixture.NMIInit})
	one := l.Stream(m)
	places := make([]int, len(m.Records))
	for j := range places {
		places[j] = bytes.Index(one, cookie(j))
	}
	for i := range responses {
		at := len(out)
		out = append(out, one...)
		for j, p := range places {
			copy(out[at+p:], cookie(i*len(places)+j))
		}
	}
	return out
}

// cookie is the initiator's cookie of tunnel n; no two are the same.
func cookie(n int) []byte { return binary.BigEndian.AppendUint64(nil, 0xC00C1E<<40|uint64(n)) }

// processorTime is what this process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
