package browse

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// paramToken is the parameter of the first address that carries the token.
const paramToken = "token"

// maxAddress bounds the address of a request: longer than any the pages make.
const maxAddress = 8 << 10

// contentPolicy is what a page may load and where its forms may go: a style sheet of ours, and back here.
const contentPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// NewToken makes a token that nobody can guess.
func NewToken() string {
	b := make([]byte, 24)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// guarded lets through what comes from the browser in which the first address was opened, and from nowhere else.
//
// A page of another site can send requests here, so the token must be in a cookie that a browser keeps to this site. It
// can make its own name point here (DNS rebinding), so the name asked for must be ours. Nothing here changes anything,
// so only reading methods pass.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w = &paced{w, http.NewResponseController(w), s.stall}
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			s.refuse(w, r, http.StatusMethodNotAllowed, "Nothing here can be changed; pages are only read.")
		case len(r.RequestURI) > maxAddress:
			s.refuse(w, r, http.StatusRequestURITooLong, "The address is longer than any of this server's.")
		case !slices.Contains(s.opt.Hosts, strings.ToLower(r.Host)):
			s.refuse(w, r, http.StatusMisdirectedRequest, "This server answers only under the address it printed.")
		case fromElsewhere(r, s.opt.Hosts):
			s.refuse(w, r, http.StatusForbidden, "Another site sent this request.")
		case r.URL.Query().Has(paramToken):
			s.admit(w, r)
		case !s.admitted(r):
			s.refuse(w, r, http.StatusForbidden, "Open the address that zertify serve printed; it holds the key.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// usualStall is how long a browser may take nothing of an answer. Rows that are streamed hold a statement open
// meanwhile.
const usualStall = 30 * time.Second

// A paced writer gives up on a browser that takes nothing any more.
type paced struct {
	http.ResponseWriter
	connection *http.ResponseController
	stall      time.Duration
}

func (p *paced) Write(b []byte) (int, error) {
	p.extend()
	return p.ResponseWriter.Write(b)
}

func (p *paced) WriteHeader(status int) {
	p.extend()
	p.ResponseWriter.WriteHeader(status)
}

// extend puts off the end. Only a connection that is none of a real browser cannot.
func (p *paced) extend() { _ = p.connection.SetWriteDeadline(time.Now().Add(p.stall)) }

// Unwrap is for http.ResponseController.
func (p *paced) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// fromElsewhere reports whether the browser says that a page of another site sent the request. A link that a person
// follows from elsewhere does so too, and without the cookie gets no further anyway.
func fromElsewhere(r *http.Request, hosts []string) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err != nil || !slices.Contains(hosts, strings.ToLower(u.Host))
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return site != "" && site != "same-origin" && site != "none" && r.Header.Get("Sec-Fetch-Mode") != "navigate"
}

// admit exchanges the token of the first address for a cookie, and leads to the address without it,
// so that it stays out
// of history and bookmarks.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) {
	params := r.URL.Query()
	if !s.same(params.Get(paramToken)) {
		s.refuse(w, r, http.StatusForbidden, "The key in this address is not that of this run of zertify serve.")
		return
	}
	http.SetCookie(w, &http.Cookie{Name: s.cookie, Value: s.opt.Token, Path: "/", HttpOnly: true,
		SameSite: http.SameSiteStrictMode, Secure: s.opt.TLS})
	params.Del(paramToken)
	to := url.URL{Path: "/" + strings.TrimLeft(r.URL.Path, "/"), RawQuery: params.Encode()}
	http.Redirect(w, r, to.String(), http.StatusSeeOther)
}

func (s *Server) admitted(r *http.Request) bool {
	c, err := r.Cookie(s.cookie)
	return err == nil && s.same(c.Value)
}

func (s *Server) same(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(s.opt.Token)) == 1
}
