package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
)

// waitFlag is the value of --wait: how long, or without end when none is given.
type waitFlag time.Duration

// forever is what --wait alone stands for.
const forever = "forever"

func (w *waitFlag) Type() string { return "duration" }

func (w *waitFlag) String() string {
	switch time.Duration(*w) {
	case 0:
		return ""
	case ingest.Forever:
		return forever
	}
	return time.Duration(*w).String()
}

func (w *waitFlag) Set(s string) error {
	switch s {
	case forever, "true":
		*w = waitFlag(ingest.Forever)
		return nil
	case "false":
		*w = 0
		return nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 {
		return errors.New("write a time such as 90s or 10m, after an equals sign")
	}
	*w = waitFlag(d)
	return nil
}

// addWait adds --wait to a command that opens a database.
func addWait(cmd *cobra.Command) {
	f := cmd.Flags().VarPF(new(waitFlag), "wait", "",
		"wait for a database that another program has open; --wait=10m gives up after ten minutes")
	f.NoOptDefVal = forever
}

// patient returns the context of a command the lock timeout that --wait asks for.
func (e *env) patient(cmd *cobra.Command) context.Context {
	f := cmd.Flags().Lookup("wait")
	if f == nil {
		return cmd.Context()
	}
	return ingest.WithLockTimeout(cmd.Context(), ingest.LockTimeout{
		AtMost: time.Duration(*f.Value.(*waitFlag)),
		Waits: func(used *ingest.InUseError) {
			e.log.Info("waiting for " + plainPath(used.Holder()))
		},
	})
}
