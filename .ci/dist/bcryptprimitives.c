// For tests under Wine 8 alone, which lacks this library of Windows: random bytes, as Go's
// runtime asks for them. On Windows itself the real one is used.

#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return RtlGenRandom(data, (ULONG)size); }
