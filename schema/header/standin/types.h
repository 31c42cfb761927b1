/* Stand-in for the types that system headers give to mappings: 31-bit sizes. */
#ifndef ZERTIFY_TYPES
#define ZERTIFY_TYPES
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long long int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long long uint64_t;
typedef long intptr_t;
typedef unsigned long uintptr_t;
typedef unsigned char u_char, uchar, uchar_t;
typedef unsigned short u_short, ushort, ushort_t;
typedef unsigned int u_int, uint, uint_t;
typedef unsigned long u_long, ulong, ulong_t;
typedef uint8_t u_int8_t;
typedef uint16_t u_int16_t;
typedef uint32_t u_int32_t;
typedef uint64_t u_int64_t;
typedef unsigned long size_t;
typedef long ssize_t, off_t, ptrdiff_t;
typedef int pid_t, uid_t, gid_t, mode_t;
typedef long time_t, clock_t;
typedef char *caddr_t;
typedef unsigned char bool_t;
typedef unsigned int in_addr_t;
typedef unsigned short in_port_t, sa_family_t;
struct in_addr { in_addr_t s_addr; };
struct in6_addr { union { unsigned char _s6_u8[16]; uint16_t _s6_u16[8]; uint32_t _s6_u32[4]; } _s6_un; };
struct sockaddr { unsigned char sa_len; unsigned char sa_family; char sa_data[14]; };
struct sockaddr_in { unsigned char sin_len; unsigned char sin_family; unsigned short sin_port; struct in_addr sin_addr; unsigned char sin_zero[8]; };
struct sockaddr_in6 { unsigned char sin6_len; unsigned char sin6_family; unsigned short sin6_port; unsigned int sin6_flowinfo; struct in6_addr sin6_addr; unsigned int sin6_scope_id; };
struct timeval { time_t tv_sec; int tv_usec; };
#ifndef NULL
#define NULL 0
#endif
#endif
