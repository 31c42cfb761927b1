Third-party software in zertify
================================

{{ range . }}{{ .Name }} {{ .Version }}
Licence: {{ .LicenseName }} ({{ .LicenseURL }})

{{ .LicenseText }}
--------------------------------------------------------------------------------
{{ end }}
