package policy

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
)

// Exceptions are matched in SQL against session groups. Addresses and user ids
// are matched here, once per distinct value: each value gets a class, the set
// of exceptions it fits, and the aggregation keeps classes apart. Without such
// exceptions the class is a constant and costs nothing.

// An acceptance is an exception for a rule of the profile at hand.
type acceptance struct {
	no   int // index in Exceptions.List
	rule int
}

// A class of values of one column of v_session.
type class struct {
	sets [][]int // class number - 1 → indexes of the exceptions that fit
}

// numbers are the classes that fit exception no.
func (c *class) numbers(no int) []int {
	var out []int
	for i, set := range c.sets {
		if slices.Contains(set, no) {
			out = append(out, i+1)
		}
	}
	return out
}

// classify makes zertify_client_addr and zertify_user_id.
func (j *evaluator) classify(ctx context.Context) error {
	j.classes = map[string]*class{}
	for column, fits := range map[string]func(*Exception) func(string) bool{
		"client_addr": func(e *Exception) func(string) bool { return addressFits(e.Client) },
		"user_id": func(e *Exception) func(string) bool {
			if e.globs[3] == nil {
				return nil
			}
			return e.globs[3].MatchString
		},
	} {
		if err := j.classifyColumn(ctx, column, fits); err != nil {
			return fmt.Errorf("exceptions by %s: %w", column, err)
		}
	}
	return nil
}

func (j *evaluator) classifyColumn(ctx context.Context, column string, fits func(*Exception) func(string) bool) error {
	tests := map[int]func(string) bool{}
	var order []int
	for no, e := range j.opt.Exceptions.List {
		if f := fits(e); f != nil {
			tests[no] = f
			order = append(order, no)
		}
	}
	if len(tests) == 0 {
		return nil
	}
	c := &class{}
	numbers := map[string]int{}
	var values []expr
	err := j.each(ctx,
		cat("SELECT DISTINCT CAST(", column, " AS VARCHAR) FROM ", j.source.view, " WHERE ", column,
			" IS NOT NULL ORDER BY 1"), func(rows *sql.Rows) error {
			var value string
			if err := rows.Scan(&value); err != nil {
				return err
			}
			var set []int
			for _, no := range order {
				if tests[no](value) {
					set = append(set, no)
				}
			}
			if len(set) == 0 {
				return nil
			}
			key := fmt.Sprint(set)
			if numbers[key] == 0 {
				c.sets = append(c.sets, set)
				numbers[key] = len(c.sets)
			}
			values = append(values, cat("(", bind(kindText, value), ", ", numbers[key], ")"))
			return nil
		})
	if err != nil {
		return err
	}
	j.classes[column] = c
	return j.fill(ctx, "zertify_"+column, "value VARCHAR, class INTEGER", values)
}

func addressFits(p netip.Prefix) func(string) bool {
	if !p.IsValid() {
		return nil
	}
	return func(addr string) bool { return inPrefix(p, addr) }
}

// fill makes a small table. Rows go in by the thousand.
func (j *evaluator) fill(ctx context.Context, table, columns string, values []expr) error {
	err := j.exec(ctx, table, cat(createTemp, table, " (", columns, ")"))
	insert := sqltext.Insert(table, columnNames(columns)...)
	for batch := range slices.Chunk(values, 1000) {
		err = errors.Join(err, j.exec(ctx, table, cat(insert, "VALUES ", join(batch, ", ", ""))))
	}
	return err
}

// columnNames returns the names of columns defined as in "value VARCHAR, class INTEGER".
func columnNames(definitions string) []string {
	var names []string
	for definition := range strings.SplitSeq(definitions, ", ") {
		name, _, _ := strings.Cut(definition, " ")
		names = append(names, name)
	}
	return names
}

func (j *evaluator) classExpr(column string) string {
	if j.classes[column] == nil {
		return "0"
	}
	return "coalesce(class_" + column + ".class, 0)"
}

func (j *evaluator) classJoin(column string) string {
	if j.classes[column] == nil {
		return ""
	}
	return " LEFT JOIN zertify_" + column + " AS class_" + column + " ON class_" + column + ".value = s." + column
}

// classifyServers makes zertify_server: the addresses each exception with a
// server part fits.
func (j *evaluator) classifyServers(ctx context.Context) error {
	tests := map[int]func(string) bool{}
	for no, e := range j.opt.Exceptions.List {
		if f := addressFits(e.Server); f != nil {
			tests[no] = f
		}
	}
	var values []expr
	if len(tests) > 0 {
		err := j.each(ctx, cat("SELECT DISTINCT server_addr FROM zertify_traffic WHERE server_addr IS NOT NULL ORDER BY 1"),
			func(rows *sql.Rows) error {
				var addr string
				if err := rows.Scan(&addr); err != nil {
					return err
				}
				for no := range j.opt.Exceptions.List {
					if f := tests[no]; f != nil && f(addr) {
						values = append(values, cat("(", no, ", ", bind(kindText, addr), ")"))
					}
				}
				return nil
			})
		if err != nil {
			return fmt.Errorf("exceptions by server: %w", err)
		}
	}
	return j.fill(ctx, "zertify_server", "exception_no INTEGER, server_addr VARCHAR", values)
}

// acceptColumns are those of zertify_accept.
const acceptColumns = "rule_no INTEGER, traffic_id BIGINT, exception_no INTEGER, expired BOOLEAN"

var insertAccept = sqltext.Insert("zertify_accept", columnNames(acceptColumns)...)

// storeAccepted makes zertify_accept: which exception fits which rule at which
// session group, found or not.
func (j *evaluator) storeAccepted(ctx context.Context, _ *Evaluation, steps []*step) error {
	err := j.exec(ctx, "exceptions", cat(createTemp, "zertify_accept (", acceptColumns, ")"))
	if err != nil {
		return err
	}
	j.accepting = j.accepting[:0]
	for no, e := range j.opt.Exceptions.List {
		rule := slices.IndexFunc(steps, func(s *step) bool { return s.rule.ID == e.ID })
		if rule < 0 {
			continue
		}
		j.accepting = append(j.accepting, acceptance{no, rule})
		insert := cat(insertAccept, "SELECT ", rule, ", t.id, ", no, ", ", sqlBool(e.expired(j.opt.AsOf)),
			" FROM zertify_traffic AS t WHERE ", j.matches(no, e))
		if err := j.exec(ctx, e.file, insert); err != nil {
			return err
		}
	}
	return j.storeNamed(ctx, steps)
}

// matches compiles an exception's pattern over zertify_traffic.
func (j *evaluator) matches(no int, e *Exception) expr {
	parts := []expr{cat("TRUE")}
	for _, g := range []struct{ column, glob string }{{"system", e.System}, {"stack", e.Stack}, {"job", e.Job}} {
		if g.glob != "" {
			parts = append(parts, cat("t.", g.column, " LIKE ", bind(kindText, likeOf(g.glob)), " ESCAPE '\\'"))
		}
	}
	if e.PortLow > 0 {
		parts = append(parts, cat("t.server_port BETWEEN ", e.PortLow, " AND ", e.PortHigh))
	}
	if e.Server.IsValid() {
		parts = append(parts,
			cat("t.server_addr IN (SELECT z.server_addr FROM zertify_server AS z WHERE z.exception_no = ", no, ")"))
	}
	if e.Client.IsValid() {
		parts = append(parts, inClasses("t.client_class", j.classes["client_addr"].numbers(no)))
	}
	if e.Suite != 0 {
		parts = append(parts, cat("t.suite_id = ", fmt.Sprint(e.Suite)))
	}
	if e.User != "" {
		parts = append(parts, inClasses("t.user_class", j.classes["user_id"].numbers(no)))
	}
	return join(parts, " AND ", "TRUE")
}

func inClasses(column string, numbers []int) expr {
	if len(numbers) == 0 {
		return cat("FALSE")
	}
	return cat(column, " IN (", strings.ReplaceAll(strings.Trim(fmt.Sprint(numbers), "[]"), " ", ", "), ")")
}

// likeOf turns * and ? into what LIKE knows.
func likeOf(glob string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`, `*`, `%`, `?`, `_`).Replace(glob)
}

// readAccepted counts, per rule and over all, the traffic whose match an
// exception accepts. What a rule also found where no exception accepts it is not
// accepted of that rule.
func (j *evaluator) readAccepted(ctx context.Context, r *Evaluation) error {
	if len(j.accepting) == 0 {
		return nil
	}
	scan := func(rows *sql.Rows) error {
		var no int
		var t Tally
		if err := rows.Scan(append([]any{&no}, t.dst()...)...); err != nil {
			return err
		}
		if no < 0 {
			r.Accepted = t
		} else {
			r.Controls[no].Accepted = t
		}
		return nil
	}
	return j.each(ctx, statement("accepted", nil), scan)
}

// countExceptions adds up what each exception did.
func (j *evaluator) countExceptions(ctx context.Context, _ *Evaluation, _ []*step) error {
	if len(j.accepting) == 0 {
		return nil
	}
	err := j.each(ctx, cat("SELECT rule_no, count(*) FROM zertify_finding GROUP BY rule_no"), func(rows *sql.Rows) error {
		var rule int
		var n int64
		if err := rows.Scan(&rule, &n); err != nil {
			return err
		}
		for _, a := range j.accepting {
			if a.rule == rule {
				j.opt.Exceptions.List[a.no].Seen += n
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return j.each(ctx, statement("exceptions", nil), func(rows *sql.Rows) error {
		var no int
		var found, lapsed int64
		if err := rows.Scan(&no, &found, &lapsed); err != nil {
			return err
		}
		j.opt.Exceptions.List[no].Findings += found
		j.opt.Exceptions.List[no].Lapsed += lapsed
		return nil
	})
}
