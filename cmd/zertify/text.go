package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/nmsec/ipsectext"
)

// textFlags are the flags about reports of ipsec and logs of the IKE daemon.
type textFlags struct {
	zone, labels string
}

func (o *textFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.zone, "zone", "",
		"`zone` of the times in reports of ipsec and in logs: +01:00, UTC or Europe/Berlin; default: local time of an unknown zone")
	f.StringVar(&o.labels, "labels", "", "CSV `file` of labels of ipsec reports: report,label,column,form,doc[,enum]")
}

// options turns the flags into options of the reader.
func (o *textFlags) options() (opt ipsectext.Options, err error) {
	if opt.Zone, err = parseZone(o.zone); err != nil || o.labels == "" {
		return opt, err
	}
	f, err := openFile(o.labels)
	if err != nil {
		return opt, fmt.Errorf("--labels: %w", err)
	}
	defer f.Close()
	if opt.Facts, err = ipsectext.ReadFacts(o.labels, f); err != nil {
		return opt, fmt.Errorf("--labels: %w", err)
	}
	return opt, nil
}

// parseZone reads an offset from UTC, or the name of a zone; nil for "".
func parseZone(text string) (*time.Location, error) {
	if text == "" {
		return nil, nil
	}
	for _, form := range []string{"Z07:00", "-07:00", "-0700", "-07"} {
		if at, err := time.Parse(form, text); err == nil {
			_, seconds := at.Zone()
			return time.FixedZone(text, seconds), nil
		}
	}
	zone, err := time.LoadLocation(text)
	if err != nil || strings.EqualFold(text, "local") {
		return nil, fmt.Errorf("--zone %q is not known; give an offset from UTC like +01:00, UTC, or a name like "+
			"Europe/Berlin", text)
	}
	return zone, nil
}
