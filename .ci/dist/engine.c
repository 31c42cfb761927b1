// What the packaged program links in place of DuckDB: every function of DuckDB's C
// interface as a jump through a table, and zertify_engine_load, which opens the library
// that lies beside the program and fills the table. A library that the linker had bound
// would be opened by the system before the program runs, and a missing or foreign one
// would end it with the words of the loader, or on Windows with none.
//
// The library is opened by its full path, next to the program: no search path, variable
// or working folder decides which one it is.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// NAMES is a file with a line ENGINE(number, name) for each function, from 0.
static const char *const names[] = {
#define ENGINE(number, name) #name,
#include NAMES
#undef ENGINE
};

enum { COUNT = sizeof names / sizeof *names, ROOM = 64 << 10 };

__attribute__((visibility("hidden"))) void *zertify_engine[COUNT];

#if defined(_WIN32)
#define ENGINE(number, name) __asm__(".globl " #name "\n" #name ": jmp *zertify_engine+8*" #number "(%rip)\n");
#elif defined(__x86_64__)
#define ENGINE(number, name) \
	__asm__(".globl " #name "\n.hidden " #name "\n" #name ": jmp *zertify_engine+8*" #number "(%rip)\n");
#elif defined(__aarch64__)
#define ENGINE(number, name) \
	__asm__(".globl " #name "\n.hidden " #name "\n" #name ": adrp x16, zertify_engine+8*" #number \
		"\nldr x16, [x16, :lo12:zertify_engine+8*" #number "]\nbr x16\n");
#endif
__asm__(".text\n");
#include NAMES
#undef ENGINE

static char fault[2 * ROOM]; // what is wrong with the library, in UTF-8
static char path[ROOM];      // the library, in UTF-8

#if defined(_WIN32)
#include <windows.h>

static const char *const places[] = {"duckdb.dll"};

static wchar_t wide[ROOM / 2];

// folder writes the folder of the program, with a separator at its end.
static int folder(void) {
	if (!GetModuleFileNameW(NULL, wide, ROOM / 2)) return 0;
	wide[wcslen(wide) - wcslen(wcsrchr(wide, L'\\')) + 1] = 0;
	return WideCharToMultiByte(CP_UTF8, 0, wide, -1, path, ROOM / 2, NULL, NULL) > 0;
}

static int exists(void) {
	MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, ROOM / 2);
	return GetFileAttributesW(wide) != INVALID_FILE_ATTRIBUTES;
}

static void *library(void) { return LoadLibraryExW(wide, NULL, LOAD_WITH_ALTERED_SEARCH_PATH); }

static void *function(void *library, const char *name) { return (void *)GetProcAddress(library, name); }

static const char *reason(void) {
	static char text[64];
	DWORD code = GetLastError();
	switch (code) {
	case ERROR_ACCESS_DENIED: return "access is denied";
	case ERROR_MOD_NOT_FOUND: return "a library that it needs is missing";
	case ERROR_PROC_NOT_FOUND: return "a library that it needs is of another version";
	case ERROR_BAD_EXE_FORMAT: return "it is damaged, or not for this kind of processor";
	}
	snprintf(text, sizeof text, "Windows error %lu", (unsigned long)code);
	return text;
}
#else
#include <dlfcn.h>
#include <unistd.h>

static const char *const places[] = {"lib/libduckdb.so", "../lib/zertify/libduckdb.so"};

// folder writes the folder of the program, with a separator at its end.
static int folder(void) {
	ssize_t n = readlink("/proc/self/exe", path, ROOM / 2);
	if (n <= 0) return 0;
	path[n] = 0;
	strrchr(path, '/')[1] = 0;
	return 1;
}

static int exists(void) { return access(path, F_OK) == 0; }

static void *library(void) { return dlopen(path, RTLD_NOW | RTLD_LOCAL); }

static void *function(void *library, const char *name) { return dlsym(library, name); }

// machine returns the kind of processor of an ELF file, or -1.
static int machine(const char *file) {
	unsigned char head[20] = {0};
	FILE *f = fopen(file, "rb");
	size_t n = f ? fread(head, 1, sizeof head, f) : 0;
	if (f) fclose(f);
	return n == sizeof head && !memcmp(head, "\177ELF", 4) ? head[18] | head[19] << 8 : -1;
}

// reason is of the loader, which calls a library for another processor missing.
static const char *reason(void) {
	const char *said = dlerror();
	int is = machine(path);
	if (is >= 0 && is != machine("/proc/self/exe")) return "it is not for this kind of processor";
	size_t n = strlen(path);
	return strncmp(said, path, n) || strncmp(said + n, ": ", 2) ? said : said + n + 2;
}
#endif

// unusable is where every function leads while there is no library.
static void unusable(void) {
	fprintf(stderr, "zertify: error: %s\n", *fault ? fault : "the database engine is used before it is loaded");
	exit(3);
}

static const char *fails(const char *what, const char *detail) {
	static const char try[] = "unpack the whole archive again and keep the program beside what came with it";
	snprintf(fault, sizeof fault, "%s %s%s; %s", path, what, detail, try);
	for (int i = 0; i < COUNT; i++) zertify_engine[i] = (void *)unusable;
	return fault;
}

// zertify_engine_load opens the library. It returns NULL, or what is wrong, for people.
const char *zertify_engine_load(void) {
	if (!folder()) return fails("the folder of the program", " is not known");
	size_t end = strlen(path);
	int found = 0;
	for (int i = 0; i < (int)(sizeof places / sizeof *places) && !found; i++) {
		strcpy(path + end, places[i]);
		found = exists();
	}
	if (!found) {
		strcpy(path + end, places[0]);
		return fails("is missing: ", "it is the database engine");
	}
	void *from = library();
	if (!from) return fails("cannot be loaded: ", reason());
	const char *(*version)(void) = (const char *(*)(void))function(from, "duckdb_library_version");
	if (version && strcmp(version(), ENGINE_VERSION)) {
		char detail[128];
		snprintf(detail, sizeof detail, "%.32s; this program was built for " ENGINE_VERSION, version());
		return fails("is DuckDB ", detail);
	}
	for (int i = 0; i < COUNT; i++) {
		zertify_engine[i] = function(from, names[i]);
		if (!zertify_engine[i]) return fails("is not the database engine of this program: it lacks ", names[i]);
	}
	return NULL;
}

// zertify_engine_path returns the library, in UTF-8.
const char *zertify_engine_path(void) { return path; }
